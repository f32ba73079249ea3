// Lines over time, drawn by uPlot, in the colours of the theme. Drag to look closer, double-click to see all.
import { SkElement, html } from "/console/core/element.js";
import { clock } from "/console/core/format.js";
import uPlot from "/console/lib/uplot/dist/uPlot.esm.js";

const HEIGHT = 300;

class Chart extends SkElement {
  // data: { times: seconds, lines: [{ label, unit, scale, token, values, hidden }] }, label for those who do not see it
  static { this.props("data", "label"); }
  #plot = null;
  #shape = "";

  start() {
    const size = new ResizeObserver(() => this.#plot?.setSize({ width: this.clientWidth, height: HEIGHT }));
    size.observe(this);
    this.until(() => size.disconnect());
    const repaint = () => this.#make();
    this.on(window, "themechange", repaint);
    this.on(matchMedia("(prefers-color-scheme: dark)"), "change", repaint);
  }

  stop() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  drawn() {
    const shape = this.data.lines.map((l) => l.label).join();
    const values = [this.data.times, ...this.data.lines.map((l) => l.values)];
    if (this.#plot && shape === this.#shape) {
      this.#plot.setData(values);
    } else {
      this.#shape = shape;
      this.#make();
    }
  }

  /** A token's colour as the canvas understands it. */
  #color(token) {
    const probe = document.createElement("i");
    probe.style.color = `var(${token})`;
    this.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }

  #make() {
    this.#plot?.destroy();
    const { times, lines } = this.data;
    const text = this.#color("--muted");
    const grid = this.#color("--line");
    const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    this.#plot = new uPlot({
      width: this.clientWidth || 600,
      height: HEIGHT,
      cursor: { points: { size: 7 } },
      axes: [{ ...axis, space: 90, values: (u, ticks) => ticks.map((t) => clock(t * 1000)) }, ...lines.slice(0, 2).map((l, i) => ({
        ...axis, scale: l.scale, side: i ? 1 : 3, size: 76, grid: i ? { show: false } : axis.grid, values: (u, ticks) => ticks.map((v) => `${v} ${l.unit}`),
      }))],
      series: [{ label: "Time", value: (u, t) => (t ? clock(t * 1000) : "–") }, ...lines.map((l) => ({
        label: l.label, scale: l.scale, stroke: this.#color(l.token), width: 2, spanGaps: true, show: !l.hidden, points: { show: times.length < 40, size: 5 },
        value: (u, v) => (v === null || v === undefined ? "–" : `${v.toFixed(2)} ${l.unit}`),
      }))],
    }, [times, ...lines.map((l) => l.values)], this.querySelector(".plot"));
  }

  view() {
    return html`<div class="plot" role="img" aria-label=${this.label}></div>`;
  }
}
customElements.define("sk-chart", Chart);
