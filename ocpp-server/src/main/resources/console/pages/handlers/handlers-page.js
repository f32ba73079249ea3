// The vendors' handlers: how they stand, and what one can do about it while cars are charging.
import { get } from "/console/core/api.js";
import { SkElement, html } from "/console/core/element.js";
import { follow, gathered } from "/console/core/stream.js";
import "/console/pages/handlers/handler-card.js";

const TYPES = "HandlerCrashed,HandlerReinstalled,HandlerQuarantined,HandlerResumed,HandlerSwapped,ConnectionOpened,ConnectionClosed";

class HandlersPage extends SkElement {
  static { this.props("params", "handlers", "problem"); }

  start() {
    const soon = gathered(() => this.#load(), 1000);
    this.until(follow({ type: TYPES }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      const { items } = await get("/handlers");
      this.handlers = items.sort((a, b) => a.role.localeCompare(b.role) * -1 || a.order - b.order);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #list() {
    if (this.problem) {
      return html`<div class="panel"><sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure></div>`;
    }
    if (!this.handlers) {
      return html`<div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    return this.handlers.length
      ? html`<div class="cards">${this.handlers.map((h) => html`<sk-handler-card .handler=${h} .reload=${() => this.#load()}></sk-handler-card>`)}</div>`
      : html`<div class="panel"><sk-empty .heading=${"No handler is installed"} .text=${"What needs a business decision gets the built-in one. Put a handler's jar into the plugins folder."}></sk-empty></div>`;
  }

  view() {
    return html`<div class="pagehead"><h1>Handlers</h1><span class="lead">responders are asked from the lowest order; observers are told behind the answer; consumers follow the log</span></div>${this.#list()}`;
  }
}
customElements.define("sk-handlers-page", HandlersPage);
