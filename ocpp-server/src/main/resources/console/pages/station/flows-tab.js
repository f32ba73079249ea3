// What takes several steps with the station: reservations, and every other flow.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { connectorName } from "/console/core/format.js";
import { follow, gathered } from "/console/core/stream.js";
import { json } from "/console/parts/json.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { pill } from "/console/parts/pill.js";
import { time } from "/console/parts/time.js";

class FlowsTab extends SkElement {
  static { this.props("station"); }
  #reservations = new Paged(() => this.draw());
  #flows = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: this.station.id, type: "FlowStarted,FlowAdvanced,FlowEnded" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  #load() {
    const base = "/stations/" + seg(this.station.id);
    this.#reservations.load((cursor) => get(base + "/reservations", { cursor, limit: 20 }));
    this.#flows.load((cursor) => get(base + "/flows", { cursor, limit: 50 }));
  }

  #place(r) {
    if (r.evse === null && r.connector === null) {
      return "any";
    }
    if (r.evse !== null) {
      return r.connector === null ? `EVSE ${r.evse}` : connectorName(r);
    }
    return r.connector === 0 ? "any" : connectorName(r);
  }

  #listed(paged, empty, content) {
    return paged.problem ? html`<sk-failure .problem=${paged.problem} .again=${() => this.#load()}></sk-failure>`
      : !paged.rows ? html`<sk-waiting></sk-waiting>`
      : paged.rows.length === 0 ? html`<div class="body muted">${empty}</div>`
      : html`${content(paged.rows)}${more(paged)}`;
  }

  #reservation(r) {
    return html`<tr><td class="numeric">${r.id ?? "–"}</td><td>${this.#place(r)}</td><td class="mono">${r.idToken ?? "–"}</td><td>${r.expiresAt ? time(r.expiresAt) : "–"}</td><td>${pill(r.status)}</td></tr>`;
  }

  #flow(f) {
    return html`<li><details><summary>${time(f.startedAt)}<span>${pill(f.outcome ?? "running")}</span><span class="strong clip">${f.kind}</span>
        <span class="gist muted clip">${f.outcome ? "" : `at ${f.step}`}</span><span class="muted nowrap">${f.endedAt ? html`ended ${time(f.endedAt)}` : html`until ${time(f.deadline)}`}</span></summary>
      <div class="both"><section><h3>As it began</h3>${json(f.attributes, "Attributes")}</section><section><h3>As it ended</h3>${f.result ? json(f.result, "Result") : html`<p class="muted">It goes on, or had nothing to tell.</p>`}
      ${f.commandId ? html`<p class="muted small">Of the command <span class="mono">${f.commandId}</span></p>` : nothing}</section></div></details></li>`;
  }

  view() {
    return html`<div class="stack">
      <section class="panel"><header><h2>Reservations</h2></header>${this.#listed(this.#reservations, "Nothing is or was reserved here.", (rows) => html`<div class="scroll" tabindex="0" role="region" aria-label="Reservations"><table>
        <thead><tr><th>Id</th><th>Place</th><th>Token</th><th>Until</th><th>Status</th></tr></thead><tbody>${rows.map((r) => this.#reservation(r))}</tbody></table></div>`)}</section>
      <section class="panel"><header><h2>Flows</h2><span class="muted">what takes several steps: reports, resets, updates, logs</span></header>${this.#listed(this.#flows, "Nothing that takes several steps was begun with this station.", (rows) => html`<ol class="trace">${rows.map((f) => this.#flow(f))}</ol>`)}</section></div>`;
  }
}
customElements.define("sk-flows-tab", FlowsTab);
