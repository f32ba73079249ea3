// Makes a task: to whom, and what.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { number } from "/console/core/format.js";
import { go } from "/console/core/router.js";
import { CONNECTOR_STATUSES } from "/console/core/status.js";
import { gathered } from "/console/core/stream.js";
import { confirmed } from "/console/parts/confirm.js";
import { done } from "/console/parts/toasts.js";
import "/console/parts/command-editor.js";

const MOST = 10_000;

class NewTask extends SkElement {
  static { this.props("version", "ids", "counting", "problem", "busy", "whom"); }
  #filter = { q: "", connected: "true", status: "" };
  #typed = "";
  #find = gathered(() => this.#count(), 150);

  start() {
    this.version = "1.6";
    this.whom = "filter";
    this.ids = null;
    this.#count();
  }

  async #count() {
    if (this.whom === "typed") {
      this.ids = [...new Set(this.#typed.split(/[\s,;]+/).filter(Boolean))];
      return;
    }
    const filter = { ...this.#filter, version: this.version };
    try {
      let cursor = null;
      const ids = [];
      do {
        const page = await get("/stations", { ...filter, cursor, limit: 1000 });
        ids.push(...page.items.map((s) => s.id));
        cursor = page.next;
      } while (cursor && ids.length < MOST);
      this.ids = ids.slice(0, MOST);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #set(name, value) {
    this.#filter[name] = value;
    this.#find();
    this.draw();
  }

  #choose(whom) {
    this.whom = whom;
    this.ids = null;
    this.#count();
  }

  async #start({ action, payload }) {
    if (!this.ids?.length) {
      this.problem = new Error("No station is chosen: widen the filter, or type ids.");
      return;
    }
    const n = this.ids.length;
    if (!(await confirmed({ heading: `Send ${action} to ${number(n)} station${n === 1 ? "" : "s"}?`, text: "It begins at once; offline stations get it when they come back within a day.", yes: "Start the task", danger: false }))) {
      return;
    }
    this.busy = true;
    try {
      const task = await post("/tasks", `{"action":${JSON.stringify(action)},"payload":${payload},"stations":${JSON.stringify(this.ids)},"note":${JSON.stringify(this.querySelector("[name=note]").value || null)}}`, { "Idempotency-Key": crypto.randomUUID() });
      done("The task has begun.");
      go("/tasks/" + seg(task.id));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #stations() {
    const f = this.#filter;
    return html`<section class="panel"><header><h2>To whom</h2><span class="push strong numeric" role="status">${this.ids === null ? "…" : `${number(this.ids.length)} station${this.ids.length === 1 ? "" : "s"}`}</span></header>
      <div class="body stack"><div class="filters">
        <label class="field inline"><span class="label">OCPP</span><select @change=${(e) => { this.version = e.target.value; this.#find(); }}>${["1.6", "2.0.1", "2.1"].map((v) => html`<option ?selected=${v === this.version}>${v}</option>`)}</select></label>
        <div class="segments" role="group" aria-label="How stations are chosen">${[["filter", "By filter"], ["typed", "By id"]].map(([v, l]) => html`<button type="button" aria-pressed=${this.whom === v ? "true" : "false"} @click=${() => this.#choose(v)}>${l}</button>`)}</div>
        ${this.whom === "filter" ? html`
          <input type="search" aria-label="Search the stations" placeholder="Id, label, vendor, model, firmware" .value=${f.q} @input=${(e) => this.#set("q", e.target.value)}>
          <select aria-label="Connection" @change=${(e) => this.#set("connected", e.target.value)}>${[["true", "Online"], ["false", "Offline"], ["", "Online or not"]].map(([v, l]) => html`<option value=${v} ?selected=${v === f.connected}>${l}</option>`)}</select>
          <select aria-label="Status of a connector" @change=${(e) => this.#set("status", e.target.value)}><option value="">Any status</option>${CONNECTOR_STATUSES.map((s) => html`<option>${s}</option>`)}</select>` : nothing}</div>
        ${this.whom === "typed" ? html`<textarea rows="4" aria-label="Ids of stations" placeholder="Ids of stations, with spaces or commas between" .value=${this.#typed} @input=${(e) => { this.#typed = e.target.value; this.#find(); }}></textarea>` : nothing}
        <label class="field"><span class="label">Note</span><input name="note" maxlength="200" placeholder="Why; for whoever looks at it later"></label>
      </div></section>`;
  }

  view() {
    return html`<div class="stack">${this.#stations()}${this.problem ? html`<p class="notice bad" role="alert">${this.problem.message}</p>` : nothing}
      <sk-command-editor .version=${this.version} .busy=${this.busy} .verb=${"Start with"} .onsend=${(command) => this.#start(command)}></sk-command-editor></div>`;
  }
}
customElements.define("sk-new-task", NewTask);
