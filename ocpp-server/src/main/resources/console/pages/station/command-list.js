// The commands of a station and what became of them.
import { get, remove, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { gist, millis } from "/console/core/format.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { json } from "/console/parts/json.js";
import { pill } from "/console/parts/pill.js";
import { time } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";

const SHOWN = 50;

class CommandList extends SkElement {
  static { this.props("station", "rows", "problem"); }

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: this.station.id, type: "CommandQueued,CommandSent,CommandEnded" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      this.rows = (await get(`/stations/${seg(this.station.id)}/commands`, { limit: SHOWN })).items;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #cancel(id) {
    try {
      await remove(`/stations/${seg(this.station.id)}/commands/${seg(id)}`);
      done("The command is dropped.");
    } catch (problem) {
      failed(problem);
    }
  }

  #row(c) {
    const took = c.endedAt && c.sentAt ? millis(new Date(c.endedAt) - new Date(c.sentAt)) : "";
    return html`<li><details><summary>${time(c.queuedAt)}<span>${pill(c.status)}</span><span class="strong clip">${c.action}</span>
        <span class="gist muted mono clip">${gist(c.payload)}</span><span class="muted nowrap">${took} ${c.by}</span></summary>
      <div class="both"><section><h3>Call</h3>${json(c.payload, "Call")}</section><section><h3>Answer</h3>${c.response ? json(c.response, "Answer") : html`<p class="muted">There is none.</p>`}
      ${c.status === "queued" && session.can("operator") ? html`<button class="small danger" @click=${() => this.#cancel(c.id)}>Drop the command</button>` : nothing}</section></div></details></li>`;
  }

  view() {
    return html`<section class="panel"><header><h2>Commands so far</h2></header>
      ${this.problem ? html`<sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure>`
        : !this.rows ? html`<sk-waiting></sk-waiting>`
        : this.rows.length === 0 ? html`<div class="body muted">No command was sent to this station yet.</div>`
        : html`<ol class="trace">${this.rows.map((c) => this.#row(c))}</ol>`}</section>`;
  }
}
customElements.define("sk-command-list", CommandList);
