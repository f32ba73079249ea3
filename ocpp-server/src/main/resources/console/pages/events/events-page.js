// The events of the log: the latest, as they happen, by station and type.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { clock, full, gist, number, words } from "/console/core/format.js";
import { icon } from "/console/core/icons.js";
import { query, router, setQuery } from "/console/core/router.js";
import { follow } from "/console/core/stream.js";
import { EVENT_TYPES } from "/console/pages/events/types.js";
import { repeat } from "/console/lib/lit-html/directives/repeat.js";
import { json } from "/console/parts/json.js";

const MOST = 500;
const PAGE = 200;

class EventsPage extends SkElement {
  static { this.props("params", "problem", "paused", "held", "from"); }
  #rows = [];
  #stop = () => {};
  #round = 0;
  #ready = false;

  start() {
    this.held = 0;
    this.until(() => this.#stop());
    this.on(router, "query", () => this.#begin());
    this.#begin();
  }

  #filter() {
    const { station, type } = query();
    return { station, type };
  }

  /** The log is read forwards: looks back from its end, further until a page is full or it begins. */
  async #begin() {
    const round = ++this.#round;
    this.#stop();
    this.#ready = false;
    this.#rows = [];
    this.draw();
    try {
      const { position } = await get("/overview");
      await this.#back(position, PAGE, round);
      if (round === this.#round) {
        this.#stop = follow({ ...this.#filter(), after: position }, (event) => this.#heard(event));
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #back(end, width, round) {
    for (let span = width; ; span *= 8) {
      const after = Math.max(0, end - span);
      const found = await this.#between(after, end);
      if (round !== this.#round) {
        return;
      }
      this.from = after;
      if (found.length >= PAGE / 4 || after === 0) {
        this.#rows = [...this.#rows, ...found.reverse()].slice(0, MOST);
        this.#ready = true;
        this.problem = null;
        this.draw();
        return;
      }
    }
  }

  async #between(after, end) {
    let found = [];
    let next = after;
    while (next !== null && found.length < MOST) {
      const page = await get("/events", { ...this.#filter(), after: next, limit: 1000 });
      found = [...found, ...page.items.filter((e) => e.position <= end)].slice(-MOST);
      next = page.items.some((e) => e.position > end) ? null : page.next;
    }
    return found;
  }

  #heard(event) {
    if (this.paused) {
      this.held++;
      return;
    }
    this.#rows = [event, ...this.#rows].slice(0, MOST);
    this.draw();
  }

  #toggle() {
    this.paused = !this.paused;
    if (!this.paused && this.held) {
      this.held = 0;
      this.#begin();
    }
  }

  #event(e) {
    return html`<li><details><summary><time class="mono numeric" datetime=${e.at} title=${full(e.at)}>${clock(e.at)}</time>
      <span class="muted numeric">${e.position}</span><span class="strong clip">${words(e.type)}</span>
      <span class="gist muted mono clip">${gist(e.payload)}</span>
      <span class="muted nowrap">${e.station === "$system" ? "server" : e.station}</span></summary>
      <div class="both"><section><h3>What</h3>${json(e.payload, "The event")}</section><section><h3>Why, and where it lies</h3>
        ${json({ station: e.station, sequence: e.sequence, position: e.position, at: e.at, version: e.version, cause: e.cause }, "Cause")}
        ${e.station === "$system" ? nothing : html`<p class="row"><a href="/stations/${seg(e.station)}">Station ${e.station}</a><a href="/stations/${seg(e.station)}/state">Its state machine</a></p>`}</section></div></details></li>`;
  }

  #list() {
    if (this.problem) {
      return html`<sk-failure .problem=${this.problem} .again=${() => this.#begin()}></sk-failure>`;
    }
    if (!this.#ready) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return this.#rows.length === 0
      ? html`<sk-empty .heading=${"No event is like that"} .text=${"The whole log was looked through. New ones that fit appear by themselves."}></sk-empty>`
      : html`<ol class="trace">${repeat(this.#rows, (e) => e.position, (e) => this.#event(e))}</ol>
        <p class="foot">${this.#rows.length >= MOST ? `The latest ${number(MOST)} are shown.` : this.from > 0
          ? html`<button class="small" @click=${() => this.#back(this.from, PAGE * 4, this.#round)}>Look further back</button>` : "That is the beginning of the log."}</p>`;
  }

  view() {
    const { station, type } = query();
    return html`<div class="pagehead"><h1>Events</h1><span class="lead">everything that happened, as it lies in the log</span></div>
      <div class="stack"><div class="filters">
        <input type="search" aria-label="Station id" placeholder="Id of a station, or $system" .value=${station ?? ""} @change=${(e) => setQuery({ station: e.target.value.trim() })}>
        <select aria-label="Type" @change=${(e) => setQuery({ type: e.target.value })}><option value="">Any type</option>
          ${EVENT_TYPES.map((t) => html`<option value=${t} ?selected=${t === type}>${words(t)}</option>`)}
          ${type && !EVENT_TYPES.includes(type) ? html`<option selected value=${type}>${type}</option>` : nothing}</select>
        <button class="push" aria-pressed=${this.paused ? "true" : "false"} @click=${() => this.#toggle()}>${this.paused ? html`${icon("play")}Go on${this.held ? ` (${this.held} new)` : ""}` : html`${icon("pause")}Pause`}</button></div>
        <div class="panel">${this.#list()}</div></div>`;
  }
}
customElements.define("sk-events-page", EventsPage);
