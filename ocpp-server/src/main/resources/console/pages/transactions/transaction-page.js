// One transaction: its facts, its energy and power over time, its meter values.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { between, energy, full, number } from "/console/core/format.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { charged, chartOf, power } from "/console/pages/transactions/meter.js";
import { confirmed } from "/console/parts/confirm.js";
import { pill } from "/console/parts/pill.js";
import { time } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/chart.js";

const TYPES = "TransactionUpdated,TransactionEnded,TransactionAuthorized,MeterValuesRecorded";
const SHOWN = 200;

class TransactionPage extends SkElement {
  static { this.props("params", "t", "problem", "busy"); }
  #stop = () => {};
  #of = null;

  start() {
    this.until(() => this.#stop());
    this.#begin();
  }

  changed(name) {
    if (name === "params" && this.isConnected && this.#of !== this.params.id) {
      this.#begin();
    }
  }

  async #begin() {
    this.#of = this.params.id;
    this.#stop();
    this.t = null;
    await this.#load();
    if (this.t?.active) {
      this.#stop = follow({ station: this.t.station, type: TYPES }, gathered(() => this.#load()));
    }
  }

  async #load() {
    try {
      this.t = await get("/transactions/" + seg(this.params.id));
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #end() {
    const t = this.t;
    if (!(await confirmed({ heading: "Stop this transaction?", text: `The station ${t.station} is asked to stop charging.`, yes: "Stop it" }))) {
      return;
    }
    this.busy = true;
    try {
      const station = await get("/stations/" + seg(t.station));
      const command = station.version === "1.6"
        ? { action: "RemoteStopTransaction", payload: { transactionId: Number(t.transactionId) } }
        : { action: "RequestStopTransaction", payload: { transactionId: t.transactionId } };
      const answer = await post(`/stations/${seg(t.station)}/commands`, { ...command, waitSeconds: 30 });
      answer.status === "accepted" ? done("The station stops it.") : failed(new Error(`The station answered: ${answer.status}.`));
    } catch (problem) {
      failed(problem);
    } finally {
      this.busy = false;
    }
  }

  #facts(t) {
    const now = power(t);
    const facts = [
      ["Station", html`<a href="/stations/${seg(t.station)}">${t.station}</a>`],
      ["Connector", t.evse ? `EVSE ${t.evse}, connector ${t.connector ?? 1}` : t.connector ?? "–"],
      ["Token", t.idToken ? html`<span class="mono">${t.idToken}</span>${t.authorization ? html` · ${t.authorization}` : nothing}` : "–"],
      ["Started", full(t.startedAt)], [t.active ? "Running for" : "Took", between(t.startedAt, t.stoppedAt)],
      ["Energy", energy(charged(t))], ...(t.active && now !== null ? [["Power now", `${(now / 1000).toFixed(1)} kW`]] : []),
      ...(t.stoppedAt ? [["Ended", full(t.stoppedAt)], ["Reason", t.stopReason ?? "–"]] : []),
      ["Meter", `${number(t.meterStart)} Wh to ${t.meterStop === null ? "…" : number(t.meterStop) + " Wh"}`],
      ["Id at the station", html`<span class="mono">${t.transactionId}</span>`],
    ];
    return html`<section class="panel"><dl class="body facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>
      ${t.missing ? html`<p class="notice">${t.missing} messages of this transaction have not come; the station may still send them.</p>` : nothing}
      ${t.offline ? html`<p class="notice">Some of this happened while the station was offline, and came later.</p>` : nothing}`;
  }

  #values(t) {
    const rows = t.meterValues.slice(-SHOWN).toReversed();
    return html`<section class="panel"><header><h2>Meter values</h2><span class="push muted numeric">${number(t.meterValues.length)}${t.meterValues.length > SHOWN ? `, the last ${SHOWN} are shown` : ""}</span></header>
      ${rows.length === 0 ? html`<div class="body muted">The station has sent none.</div>` : html`<div class="scroll" tabindex="0" role="group" aria-label="Meter values"><table class="values"><thead><tr><th>Time</th><th>What</th><th class="wide">Phase</th><th class="num">Value</th><th class="wide">Why</th></tr></thead>
        <tbody>${rows.map((v) => html`<tr><td>${time(v.at)}</td><td>${v.measurand}</td><td class="wide">${v.phase ?? ""}</td><td class="num">${v.value} ${v.unit ?? ""}</td><td class="wide muted">${v.context}</td></tr>`)}</tbody></table></div>`}</section>`;
  }

  view() {
    const t = this.t;
    if (!t) {
      return html`<div class="pagehead"><h1>Transaction</h1></div><div class="panel">${this.problem
        ? html`<sk-failure .problem=${this.problem} .again=${() => this.#begin()}></sk-failure>` : html`<sk-waiting></sk-waiting>`}</div>`;
    }
    const data = chartOf(t);
    const label = `Energy and power over time: ${energy(charged(t))} in ${between(t.startedAt, t.stoppedAt)}. The values are in the table below.`;
    return html`<div class="pagehead"><h1>Transaction</h1>${t.active ? pill(t.chargingState ?? "Active") : pill("done", { text: "Ended" })}
        ${t.active && session.can("operator") ? html`<button class="push danger" ?disabled=${this.busy} @click=${() => this.#end()}>Stop charging</button>` : nothing}</div>
      <div class="stack">${this.#facts(t)}
        <section class="panel"><header><h2>Energy and power</h2></header><div class="body">${data.times.length > 1
          ? html`<sk-chart .data=${data} .label=${label}></sk-chart>` : html`<p class="muted">A line needs two readings; the station has sent ${data.times.length}.</p>`}</div></section>
        ${this.#values(t)}</div>`;
  }
}
customElements.define("sk-transaction-page", TransactionPage);
