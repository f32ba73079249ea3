// The message trace: each call with its answer, newest first, as it happens.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { clock, full, gist, millis } from "/console/core/format.js";
import { icon } from "/console/core/icons.js";
import { query, router, setQuery } from "/console/core/router.js";
import { follow, gathered } from "/console/core/stream.js";
import { repeat } from "/console/lib/lit-html/directives/repeat.js";
import { json } from "/console/parts/json.js";

const TYPES = "CallAnswered,SendReceived,FrameRejected,CommandSent,CommandEnded";
const PAGE = 100;
const MOST = 1000;

class MessagesTab extends SkElement {
  static { this.props("station", "problem", "paused", "waiting", "next"); }
  #rows = [];
  #actions = new Set();
  #loaded = false;

  start() {
    this.waiting = 0;
    const soon = gathered(() => this.#latest());
    this.until(follow({ station: this.station.id, type: TYPES }, () => {
      if (this.paused) {
        this.waiting++;
      } else {
        soon();
      }
    }, soon));
    this.until(soon.cancel);
    this.on(router, "query", () => this.#restart());
    this.#restart();
  }

  #ask(more) {
    return get(`/stations/${seg(this.station.id)}/messages`, { action: query().action, limit: PAGE, ...more });
  }

  #restart() {
    this.#rows = [];
    this.#loaded = false;
    this.draw();
    this.#latest();
  }

  async #latest() {
    try {
      const page = await this.#ask({});
      const ids = new Set(page.items.map((m) => m.position));
      // More came than one page holds: what lies between is left to "Load older".
      const joins = this.#rows.length > 0 && ids.has(this.#rows[0].position);
      const older = joins ? this.#rows.filter((m) => !ids.has(m.position)) : [];
      this.#rows = [...page.items, ...older].slice(0, MOST);
      this.next = older.length ? this.next : page.next;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.#loaded = true;
    this.#rows.forEach((m) => m.action && this.#actions.add(m.action));
    this.draw();
  }

  async #older() {
    try {
      const page = await this.#ask({ cursor: this.next });
      this.#rows = [...this.#rows, ...page.items];
      this.next = page.next;
      this.draw();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #resume() {
    this.paused = !this.paused;
    this.waiting = 0;
    if (!this.paused) {
      this.#latest();
    }
  }

  #shown() {
    const { way, errors, q } = query();
    const text = q?.toLowerCase();
    return this.#rows.filter((m) => (!way || m.direction === way) && (!errors || m.error)
      && (!text || JSON.stringify([m.messageId, m.action, m.request, m.response, m.error]).toLowerCase().includes(text)));
  }

  #exchange(m) {
    const took = m.answeredAt ? new Date(m.answeredAt) - new Date(m.at) : null;
    const way = m.direction === "in" ? html`${icon("up")}Station` : html`${icon("down")}Server`;
    const answer = m.error ? html`<span class="bad nowrap">${m.error.length > 40 ? "No frame" : m.error}</span>` : m.response ? html`<span class="muted nowrap">answered</span>` : html`<span class="muted nowrap">no answer</span>`;
    return html`<li><details><summary>
        <time class="mono numeric" datetime=${m.at} title=${full(m.at)}>${clock(m.at)}</time>
        <span class="way ${m.direction}">${way}</span><span class="strong clip">${m.action ?? "No frame"}</span>
        <span class="gist muted mono clip">${m.action ? gist(m.request) : m.error}</span>
        <span class="row tight">${took === null ? nothing : html`<span class="muted numeric nowrap">${millis(took)}</span>`}${answer}</span></summary>
      <div class="both">
        <section><h3>${m.direction === "in" ? "Call of the station" : "Call of the server"}${m.messageId ? html` <span class="mono">${m.messageId}</span>` : nothing}</h3>${json(m.request ?? m.error, "Call")}</section>
        <section><h3>${m.error ? `Error ${m.error}` : "Answer"}${took === null ? "" : ` after ${millis(took)}`}</h3>${m.response ? json(m.response, "Answer") : html`<p class="muted">There is none.</p>`}</section>
      </div></details></li>`;
  }

  #filters() {
    const { action, way, errors, q } = query();
    return html`<div class="filters">
      <input type="search" aria-label="Search in the messages" placeholder="Text or message id" .value=${q ?? ""} @change=${(e) => setQuery({ q: e.target.value })}>
      <select aria-label="Action" @change=${(e) => setQuery({ action: e.target.value })}><option value="">Any action</option>
        ${[...new Set([...this.#actions, ...(action ? [action] : [])])].sort().map((a) => html`<option ?selected=${a === action}>${a}</option>`)}</select>
      <select aria-label="Who called" @change=${(e) => setQuery({ way: e.target.value })}>${[["", "Both sides"], ["in", "Calls of the station"], ["out", "Calls of the server"]]
        .map(([value, label]) => html`<option value=${value} ?selected=${value === (way ?? "")}>${label}</option>`)}</select>
      <button aria-pressed=${errors ? "true" : "false"} @click=${() => setQuery({ errors: errors ? null : "1" })}>Errors only</button>
      <button class="push" aria-pressed=${this.paused ? "true" : "false"} @click=${() => this.#resume()}>${this.paused ? html`${icon("play")}Go on${this.waiting ? ` (${this.waiting} new)` : ""}` : html`${icon("pause")}Pause`}</button>
    </div>`;
  }

  #body() {
    if (this.problem) {
      return html`<sk-failure .problem=${this.problem} .again=${() => this.#restart()}></sk-failure>`;
    }
    if (!this.#loaded) {
      return html`<sk-waiting></sk-waiting>`;
    }
    const shown = this.#shown();
    return shown.length === 0
      ? html`<sk-empty .heading=${"No message"} .text=${"Messages appear here as they happen; heartbeats leave none. The filters may hide some."}></sk-empty>`
      : html`<ol class="trace">${repeat(shown, (m) => m.position, (m) => this.#exchange(m))}</ol>`;
  }

  view() {
    return html`<div class="stack">${this.#filters()}<div class="panel">${this.#body()}
      ${this.next && !this.problem ? html`<div class="foot"><button class="small" @click=${() => this.#older()}>Load older</button><span>${this.#rows.length} are here</span></div>` : nothing}</div></div>`;
  }
}
customElements.define("sk-messages-tab", MessagesTab);
