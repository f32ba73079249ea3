// SPDX-License-Identifier: Apache-2.0
(() => {
  const data = JSON.parse(document.getElementById("json").textContent);
  const report = document.getElementById("report");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ink = dark ? "#ccc" : "#333";
  const grid = { stroke: dark ? "#fff2" : "#0001" };
  const colours = ["#2a7de1", "#d9822b", "#c23030", "#2f9e63"];

  document.getElementById("what").textContent =
    `${data.stations} stations (${data.versions}), profile ${data.profile}, against ${data.url}, ` +
    `${Math.round(data.durationMillis / 1000)} s, seed ${data.seed}`;

  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text !== null) made.textContent = text;
    parent.append(made);
    return made;
  }

  function plot(title, x, lines, options) {
    element("h2", title, report);
    const box = element("div", null, report);
    box.className = "plot";
    const axis = { stroke: ink, grid, ticks: grid };
    new uPlot({
      width: Math.min(1040, box.clientWidth || 1040), height: 260,
      scales: { x: { time: false, distr: options.logX ? 3 : 1 } },
      axes: [{ ...axis, ...options.xAxis }, axis],
      series: [{ label: options.xLabel, ...options.xSeries }].concat(
        lines.map(([label], i) => ({ label, stroke: colours[i], width: 1.5 }))),
    }, [x, ...lines.map(([, values]) => values)], box);
  }

  function table(title, heads, rows) {
    element("h2", title, report);
    const made = element("table", null, report);
    const head = element("tr", null, element("thead", null, made));
    heads.forEach((text) => { element("th", text, head).scope = "col"; });
    const body = element("tbody", null, made);
    for (const row of rows) {
      const line = element("tr", null, body);
      row.forEach((text) => element("td", String(text), line));
    }
  }

  const t = data.timeline;
  const time = { xLabel: "second" };
  plot("Answers per second", t.second, [["answered", t.answeredPerSecond]], time);
  plot("Stations", t.second, [["connected", t.connected], ["in service", t.inService]], time);
  plot("Latency over time, ms", t.second,
    [["p50", t.p50Millis], ["p99", t.p99Millis], ["max", t.maxMillis]], time);
  const curve = data.latencyCurve;
  plot("Latency by percentile, ms", curve.oneIn, [["latency", curve.millis]], {
    logX: true, xLabel: "slowest one in",
    xAxis: { values: (_, ticks) => ticks.map((tick) =>
      tick === null || !Number.isInteger(Math.log10(tick)) ? "" : `1 in ${tick}`) },
  });

  const millis = (micros) => (micros / 1000).toFixed(2);
  const line = (name, h) => [name, h.count, millis(h.p50), millis(h.p90), millis(h.p99),
    millis(h["p99.9"]), millis(h.max)];
  table("Latency, ms", ["", "count", "p50", "p90", "p99", "p99.9", "max"], [
    line("all", data.latencyMicros),
    ...Object.entries(data.latencyMicrosByAction).map(([name, h]) => line(name, h)),
    ...(data.recoveryMicros.count ? [line("lost until served again", data.recoveryMicros)] : []),
  ]);
  table("Counters", ["", "total"], Object.entries(data.counters));
  const kinds = Object.entries(data.violationKinds);
  if (kinds.length) table("Violations of the protocol", ["", "times"], kinds);
})();
