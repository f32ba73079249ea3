// The first page: numbers that lead to the lists behind them, and what needs a look now.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { between, number, words } from "/console/core/format.js";
import { CONNECTOR_STATUSES, tone } from "/console/core/status.js";
import { follow, gathered } from "/console/core/stream.js";
import { pill } from "/console/parts/pill.js";
import { since } from "/console/parts/time.js";

const MOVES = "ConnectionOpened,ConnectionClosed,ConnectorStatusReported,TransactionStarted,TransactionEnded,"
  + "AlarmRaised,AlarmCleared,AlarmAcknowledged,CommandQueued,CommandEnded,StationRegistered,StationRemoved";
const SHOWN = 8;

class OverviewPage extends SkElement {
  static { this.props("counts", "alarms", "running", "problem"); }

  start() {
    const soon = gathered(() => this.#load(), 1000);
    this.#load();
    this.until(follow({ type: MOVES }, soon));
    this.until(soon.cancel);
  }

  async #load() {
    try {
      const [overview, alarms, running] = await Promise.all([
        get("/overview"),
        get("/alarms", { open: true, limit: SHOWN }),
        get("/transactions", { active: true, limit: SHOWN }),
      ]);
      this.counts = overview.counts;
      this.alarms = alarms.items;
      this.running = running.items;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #tile(what, n, to, color, of) {
    return html`<a class="tile ${n ? "" : "zero"}" href=${to} .style=${`--tone: var(--${color})`}>
      <span class="what">${what}</span><span class="n">${number(n)}${of === undefined ? nothing : html` <small>of ${number(of)}</small>`}</span></a>`;
  }

  #tiles() {
    const c = this.counts;
    const by = (...names) => names.reduce((sum, name) => sum + (c.connectors[name] ?? 0), 0);
    const open = Object.values(c.alarms).reduce((a, b) => a + b, 0);
    return html`<section class="tiles" aria-label="Numbers">
      ${this.#tile("Stations online", c.connected, "/stations?connected=true", "available", c.stations)}
      ${this.#tile("Stations offline", c.stations - c.connected, "/stations?connected=false", "unavailable")}
      ${this.#tile("Transactions", c.activeTransactions, "/transactions?active=true", "charging")}
      ${this.#tile("Open alarms", open, "/alarms", "faulted")}
      ${this.#tile("Charging", by("Charging"), "/stations?status=Charging", "charging")}
      ${this.#tile("Available", by("Available"), "/stations?status=Available", "available")}
      ${this.#tile("Faulted", by("Faulted"), "/stations?status=Faulted", "faulted")}
      ${this.#tile("Suspended (EV)", by("SuspendedEV"), "/stations?status=SuspendedEV", "suspended")}
      ${this.#tile("Unavailable", by("Unavailable"), "/stations?status=Unavailable", "unavailable")}
      ${this.#tile("Reserved", by("Reserved"), "/stations?status=Reserved", "reserved")}
    </section>`;
  }

  #connectors() {
    const known = CONNECTOR_STATUSES.filter((status) => this.counts.connectors[status]);
    const all = known.reduce((sum, status) => sum + this.counts.connectors[status], 0);
    return html`<section class="panel"><header><h2>Connectors of online stations</h2><span class="push muted numeric">${number(all)}</span></header>
      <div class="body">${all === 0 ? html`<p class="muted">No connector of an online station has told its status yet.</p>` : html`
        <div class="bar" aria-hidden="true">${known.map((status) => html`<i class="share" .style=${`color: var(--${tone(status)}); flex: ${this.counts.connectors[status]}`}></i>`)}</div>
        <ul class="legend">${known.map((status) => html`<li><a class="row" href="/stations?status=${status}">${pill(status)}<span class="numeric strong">${number(this.counts.connectors[status])}</span></a></li>`)}</ul>`}
      </div></section>
      <section class="panel"><header><h2>Protocols of online stations</h2></header><div class="body"><ul class="legend flat">
        ${Object.entries(this.counts.versions).map(([version, n]) => html`<li><a href="/stations?connected=true&version=${version}">OCPP ${version}</a> <span class="numeric strong">${number(n)}</span></li>`)}
        ${Object.keys(this.counts.versions).length ? nothing : html`<li class="muted">No station is online.</li>`}
      </ul></div></section>`;
  }

  #alarms() {
    return html`<section class="panel"><header><h2>Open alarms</h2><a class="push" href="/alarms">All alarms</a></header>
      ${this.alarms.length === 0 ? html`<div class="body muted">No alarm is open.</div>` : html`<div class="scroll"><table>
        <thead><tr><th>Severity</th><th>What</th><th>Raised</th></tr></thead>
        <tbody>${this.alarms.map((alarm) => html`<tr><td>${pill(alarm.severity.toLowerCase(), { text: words(alarm.severity.toLowerCase()) })}</td>
          <td>${alarm.station ? html`<a href="/stations/${seg(alarm.station)}">${alarm.station}</a> · ` : nothing}${alarm.text}</td><td>${since(alarm.raisedAt)}</td></tr>`)}</tbody></table></div>`}</section>`;
  }

  #running() {
    return html`<section class="panel"><header><h2>Active transactions</h2><a class="push" href="/transactions?active=true">All active</a></header>
      ${this.running.length === 0 ? html`<div class="body muted">Nobody is charging.</div>` : html`<div class="scroll"><table>
        <thead><tr><th>Station</th><th>State</th><th class="wide">Token</th><th class="num">Running</th></tr></thead>
        <tbody>${this.running.map((t) => html`<tr class="link"><td><a href="/transactions/${seg(t.id)}">${t.station}</a></td>
          <td>${pill(t.chargingState ?? "Active")}</td><td class="mono wide">${t.idToken ?? "–"}</td><td class="num">${between(t.startedAt)}</td></tr>`)}</tbody></table></div>`}</section>`;
  }

  view() {
    if (!this.counts) {
      return this.problem
        ? html`<sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure>`
        : html`<div class="pagehead"><h1>Overview</h1></div><div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    return html`<div class="pagehead"><h1>Overview</h1>${this.problem ? html`<span class="notice bad">${this.problem.message}</span>` : nothing}</div>
      ${this.counts.stations === 0
        ? html`<div class="panel"><sk-empty .heading=${"No station yet"}
            .text=${"A station appears here when it connects. Enter this server as its central system or CSMS URL: ws://HOST:9000/ocpp/ and the station's id."}></sk-empty></div>`
        : html`${this.#tiles()}<div class="halves"><div class="stack">${this.#running()}${this.#alarms()}</div><div class="stack">${this.#connectors()}</div></div>`}`;
  }
}
customElements.define("sk-overview-page", OverviewPage);
