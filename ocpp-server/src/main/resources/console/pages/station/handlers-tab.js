// How the handlers stand on this station.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { number } from "/console/core/format.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { pill } from "/console/parts/pill.js";
import { done, failed } from "/console/parts/toasts.js";

const TYPES = "HandlerCrashed,HandlerReinstalled,HandlerQuarantined,HandlerResumed,HandlerSwapped";

class StationHandlersTab extends SkElement {
  static { this.props("station", "slots", "problem"); }

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: "$system", type: TYPES }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      this.slots = (await get(`/stations/${seg(this.station.id)}/handlers`)).items;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #resume(slot) {
    try {
      await post(`/handlers/${seg(slot.handler)}/resume`, { station: this.station.id });
      done(`${slot.handler} is asked again on ${this.station.id}.`);
      this.#load();
    } catch (problem) {
      failed(problem);
    }
  }

  view() {
    if (this.problem) {
      return html`<div class="panel"><sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure></div>`;
    }
    if (!this.slots) {
      return html`<div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    if (this.slots.length === 0) {
      return html`<div class="panel"><sk-empty .heading=${"No handler serves this station"} .text=${"What needs a decision gets the built-in one. Put a handler's jar into the plugins folder."}></sk-empty></div>`;
    }
    return html`<div class="panel scroll"><table><thead><tr><th>Handler</th><th>State</th><th class="num">Generation</th><th class="num">Restarts</th>
        <th class="num">Queued</th><th class="num">Timeouts</th><th class="num">Late answers</th><th class="num">Lost events</th><th>Last error</th><th></th></tr></thead>
      <tbody>${this.slots.map((s) => html`<tr><td><a href="/handlers">${s.handler}</a></td><td>${pill(s.state, { text: cap(s.state) })}</td>
        ${[s.generation, s.restarts, s.queued, s.timeouts, s.lateAnswers, s.lostEvents].map((n) => html`<td class="num">${number(n)}</td>`)}
        <td>${s.lastError || html`<span class="muted">none</span>`}</td>
        <td>${s.state === "quarantined" && session.can("operator") ? html`<button class="small" @click=${() => this.#resume(s)}>Resume</button>` : nothing}</td></tr>`)}</tbody></table></div>`;
  }
}
customElements.define("sk-station-handlers-tab", StationHandlersTab);

const cap = (word) => word.charAt(0).toUpperCase() + word.slice(1);
