// One handler with its slots and its buttons.
import { post, remove, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { number } from "/console/core/format.js";
import { session } from "/console/core/session.js";
import { tone } from "/console/core/status.js";
import { confirmed } from "/console/parts/confirm.js";
import { pill } from "/console/parts/pill.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/entry-dialog.js";

const CANARY = [{ name: "percent", label: "Share in percent", type: "number", min: 1, max: 99, value: "10", required: true, hint: "So many of a hundred stations get the newest load; the others keep the old one." }];
const cap = (word) => word.charAt(0).toUpperCase() + word.slice(1);

class HandlerCard extends SkElement {
  static { this.props("handler", "reload", "busy"); }

  async #do(verb, said, body) {
    this.busy = verb;
    try {
      await post(`/handlers/${seg(this.handler.name)}/${verb}`, body);
      done(said);
    } catch (problem) {
      failed(problem.isMissing ? new Error(`This server cannot do that yet (${verb}).`) : problem);
    } finally {
      this.busy = null;
      this.reload();
    }
  }

  async #quarantine() {
    const { name } = this.handler;
    if (await confirmed({ heading: `Take ${name} out?`, text: "It is asked nothing until it is resumed; the next handler in the chain decides.", yes: "Quarantine" })) {
      this.#do("quarantine", `${name} is out.`);
    }
  }

  async #swap() {
    const { name } = this.handler;
    if (await confirmed({ heading: `Swap ${name}?`, text: "The newest load among the plugins takes over on every station, with the snapshots of the old one. If it does not start, the old one stays.", yes: "Swap", danger: false })) {
      this.#do("swap", `${name} is replaced.`);
    }
  }

  #canary = async (entry) => {
    const percent = Number(entry.percent);
    await this.#do("canary", `${this.handler.name}: the newest load serves ${percent} % of the stations.`, { percent });
  };

  async #abort() {
    this.busy = "abort";
    try {
      await remove(`/handlers/${seg(this.handler.name)}/canary`);
      done(`${this.handler.name}: all stations are back on the old load.`);
    } catch (problem) {
      failed(problem);
    } finally {
      this.busy = null;
      this.reload();
    }
  }

  #trial(h) {
    return html`<div class="notice row"><span>${h.canary ? html`The canary ${h.canary} serves beside.` : nothing} ${h.shadow ? html`The candidate ${h.shadow} runs without effect.` : nothing}</span>
      ${h.canary && session.can("operator") ? html`<span class="push row"><button class="small" ?disabled=${Boolean(this.busy)} @click=${() => this.#do("canary/promote", `${h.name}: the canary serves all stations.`)}>Promote</button>
        <button class="small" ?disabled=${Boolean(this.busy)} @click=${() => this.#abort()}>Take back</button></span>` : nothing}</div>`;
  }

  view() {
    const h = this.handler;
    const slots = Object.entries(h.slots);
    // One for all stations: there is no share of them to try another on.
    const consumer = h.role === "consumer";
    const facts = [...(h.lag == null ? [] : [["Behind", h.lag]]), ["Order", h.order], ["Restarts", h.restarts], ["Queued", h.queued], ["Workers", h.workers], ["Zombies", h.zombies]];
    return html`<article class="panel"><header><h2>${h.name}</h2><span class="muted">${h.version}</span><span class="push row">${pill("info", { text: cap(h.role) })}${pill(h.state, { text: cap(h.state) })}</span></header>
      <div class="body stack">
        ${h.lastError ? html`<p class="notice bad">${h.lastError}</p>` : nothing}
        ${h.waiting ? html`<p class="notice">It is given the same events again, for it says: ${h.waiting}</p>` : nothing}
        ${h.canary || h.shadow ? this.#trial(h) : nothing}
        <dl class="facts narrow">${facts.map(([name, n]) => html`<div><dt>${name}</dt><dd class="numeric">${number(n)}</dd></div>`)}</dl>
        ${consumer ? html`<p class="muted">It follows the log for all stations at its own pace, from its checkpoint.</p>` : html`<div><p class="muted small">Slots, one on each station</p>
          ${slots.length ? html`<div class="bar" aria-hidden="true">${slots.map(([state, n]) => html`<i .style=${`color: var(--${tone(state)}); flex: ${n}`}></i>`)}</div>
            <ul class="legend">${slots.map(([state, n]) => html`<li class="row">${pill(state, { text: cap(state) })}<span class="numeric strong">${number(n)}</span></li>`)}</ul>` : html`<p class="muted">No station has needed it yet.</p>`}</div>`}
        ${session.can("operator") ? html`<div class="row">
          <button ?disabled=${Boolean(this.busy)} @click=${() => this.#swap()}>Swap</button>
          <button ?disabled=${Boolean(this.busy)} ?hidden=${Boolean(h.canary) || consumer} @click=${() => this.querySelector("sk-entry-dialog").open()}>Canary</button>
          <button ?disabled=${Boolean(this.busy)} @click=${() => this.#do("resume", `${h.name} is asked again.`)}>Resume</button>
          <button class="danger push" ?disabled=${Boolean(this.busy) || h.state === "quarantined"} @click=${() => this.#quarantine()}>Quarantine</button></div>` : nothing}
      </div></article>
      <sk-entry-dialog .heading=${`Try the newest ${h.name} on a share of the stations`} .verb=${"Start"} .fields=${CANARY} .onentry=${this.#canary}></sk-entry-dialog>`;
  }
}
customElements.define("sk-handler-card", HandlerCard);
