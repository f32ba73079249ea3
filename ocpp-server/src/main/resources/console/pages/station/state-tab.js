// The state machine: its events, and its state behind any of them. The slider is the time machine.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { clock, full, gist, number, words } from "/console/core/format.js";
import { follow, gathered } from "/console/core/stream.js";
import { json } from "/console/parts/json.js";

const AROUND = 40;

class StateTab extends SkElement {
  static { this.props("station", "last", "chosen", "now", "before", "events", "problem"); }
  #abort = null;
  #look = gathered(() => this.#show(), 60);

  start() {
    const soon = gathered(() => this.#latest());
    this.until(follow({ station: this.station.id }, soon));
    this.until(soon.cancel);
    this.until(this.#look.cancel);
    this.#latest();
  }

  async #latest() {
    try {
      const state = await this.#state();
      const following = this.chosen === undefined || this.chosen === this.last;
      this.last = state.sequence;
      if (following) {
        this.chosen = state.sequence;
        this.#look();
      }
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #state(seq, signal) {
    return get(`/stations/${seg(this.station.id)}/state`, { seq }, signal);
  }

  async #show() {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const at = this.chosen;
    try {
      const [now, before, events] = await Promise.all([
        this.#state(at, signal),
        at > 0 ? this.#state(at - 1, signal) : null,
        get("/events", { station: this.station.id, afterSequence: Math.max(0, at - AROUND / 2), limit: AROUND }, signal),
      ]);
      this.now = now;
      this.before = before?.state ?? null;
      this.events = events.items.toReversed();
    } catch (problem) {
      if (problem.name !== "AbortError") {
        this.problem = problem;
      }
    }
  }

  #choose(seq) {
    this.chosen = Math.max(0, Math.min(this.last, seq));
    this.#look();
  }

  view() {
    if (this.problem) {
      return html`<div class="panel"><sk-failure .problem=${this.problem} .again=${() => { this.problem = null; this.#latest(); }}></sk-failure></div>`;
    }
    if (!this.now) {
      return html`<div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    const live = this.chosen === this.last;
    const event = this.events.find((e) => e.sequence === this.chosen);
    return html`<div class="stack"><section class="panel"><div class="body stack">
        <div class="row"><label class="strong" for="when">Behind event ${number(this.chosen)} of ${number(this.last)}</label>
          <span class="muted">${this.now.at ? full(this.now.at) : "before anything happened"}${event ? ` · ${words(event.type)}` : ""}</span>
          <span class="push row"><button class="small" @click=${() => this.#choose(this.chosen - 1)} ?disabled=${this.chosen === 0}>Back</button>
            <button class="small" @click=${() => this.#choose(this.chosen + 1)} ?disabled=${live}>On</button>
            <button class="small" aria-pressed=${live ? "true" : "false"} @click=${() => this.#choose(this.last)}>Now</button></span></div>
        <input id="when" type="range" min="0" max=${this.last} .value=${String(this.chosen)} @input=${(e) => this.#choose(Number(e.target.value))}
          aria-valuetext="Event ${this.chosen}, ${this.now.at ? full(this.now.at) : "the beginning"}"></div></section>
      <div class="split"><section class="panel"><header><h2>Transitions</h2></header><div class="timeline">
          ${this.events.map((e) => html`<button aria-pressed=${e.sequence === this.chosen ? "true" : "false"} title=${gist(e.payload)} @click=${() => this.#choose(e.sequence)}>
            <span class="numeric muted">${e.sequence}</span><span class="clip">${words(e.type)}</span><time class="muted numeric" datetime=${e.at}>${clock(e.at)}</time></button>`)}
          ${this.events.length ? nothing : html`<p class="body muted">Nothing happened here.</p>`}</div></section>
        <div class="stack">${event ? html`<section class="panel"><header><h2>Event ${event.sequence}: ${words(event.type)}</h2></header><div class="body">${json(event.payload, "The event")}</div></section>` : nothing}
          <section class="panel"><header><h2>State</h2><span class="muted">what this event changed is marked</span></header><div class="body">
          <sk-json .value=${this.now.state} .before=${this.before} .label=${"The state of the machine"}></sk-json></div></section></div></div></div>`;
  }
}
customElements.define("sk-state-tab", StateTab);
