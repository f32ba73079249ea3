// The alarms: what is wrong now, what was, and who has seen it.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { query, router, setQuery } from "/console/core/router.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { pill } from "/console/parts/pill.js";
import { since, time } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";

const TYPES = "AlarmRaised,AlarmCleared,AlarmAcknowledged";
const VIEWS = [[null, "Open"], ["false", "Cleared"], ["all", "All"]];

class AlarmsPage extends SkElement {
  static { this.props("params"); }
  #paged = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: "$system", type: TYPES }, soon));
    this.until(soon.cancel);
    this.on(router, "query", () => this.#load());
    this.#load();
  }

  #load() {
    const { open, station } = query();
    const filter = { station, open: open === "all" ? undefined : open ?? true };
    return this.#paged.load((cursor) => get("/alarms", { ...filter, cursor, limit: 100 }));
  }

  async #seen(alarm) {
    try {
      await post(`/alarms/${seg(alarm.id)}/acknowledge`);
      done("The alarm is acknowledged.");
    } catch (problem) {
      failed(problem);
    }
  }

  #row(a) {
    const state = !a.open ? "cleared" : a.acknowledgedAt ? "acknowledged" : "open";
    return html`<tr><td>${pill(a.severity, { text: a.severity.charAt(0) + a.severity.slice(1).toLowerCase() })}</td>
      <td>${a.station ? html`<a href="/stations/${seg(a.station)}">${a.station}</a>` : html`<span class="muted">the server</span>`}</td>
      <td>${a.text}</td><td class="wide muted">${a.kind}</td><td>${since(a.raisedAt)}</td>
      <td class="wide">${state === "open" ? html`<span class="strong">Open</span>` : state === "cleared" ? html`<span class="muted">Cleared ${time(a.clearedAt)}</span>` : html`<span class="muted">Seen by ${a.acknowledgedBy}</span>`}</td>
      <td class="num">${state === "open" && session.can("operator") ? html`<button class="small" @click=${() => this.#seen(a)}>Acknowledge</button>` : nothing}</td></tr>`;
  }

  #list() {
    const { rows, problem } = this.#paged;
    if (problem) {
      return html`<sk-failure .problem=${problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!rows) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return rows.length === 0
      ? html`<sk-empty .heading=${"No alarm"} .text=${"Alarms are raised by handlers and by the server itself, and shown here as it happens."}></sk-empty>`
      : html`<div class="scroll"><table><thead><tr><th>Severity</th><th>Where</th><th>What</th><th class="wide">Kind</th><th>Raised</th><th class="wide">State</th><th></th></tr></thead>
        <tbody>${rows.map((a) => this.#row(a))}</tbody></table></div>${more(this.#paged)}`;
  }

  view() {
    const { open, station } = query();
    return html`<div class="pagehead"><h1>Alarms</h1></div><div class="stack"><div class="filters">
      <div class="segments" role="group" aria-label="Which">${VIEWS.map(([value, label]) => html`<button aria-pressed=${(open ?? null) === value} @click=${() => setQuery({ open: value })}>${label}</button>`)}</div>
      <input type="search" aria-label="Station id" placeholder="Id of a station" .value=${station ?? ""} @change=${(e) => setQuery({ station: e.target.value.trim() })}></div>
      <div class="panel">${this.#list()}</div></div>`;
  }
}
customElements.define("sk-alarms-page", AlarmsPage);
