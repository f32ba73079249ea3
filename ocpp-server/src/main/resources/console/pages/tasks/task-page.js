// One task: how far it is, and what each station answered.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { full, gist, number } from "/console/core/format.js";
import { query, router, setQuery } from "/console/core/router.js";
import { follow, gathered } from "/console/core/stream.js";
import { json } from "/console/parts/json.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { pill } from "/console/parts/pill.js";
import { bar, ended, label, legend } from "/console/parts/progress.js";
import { time } from "/console/parts/time.js";

class TaskPage extends SkElement {
  static { this.props("params", "task", "problem"); }
  #paged = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load(), 500);
    this.until(follow({ type: "CommandQueued,CommandSent,CommandEnded" }, (event) => {
      if (event.payload.commandId?.startsWith(this.params.id)) {
        soon();
      }
    }, soon));
    this.until(soon.cancel);
    this.on(router, "query", () => this.#load());
    this.on(router, "change", () => this.#load());
    this.#load();
  }

  async #load() {
    const path = "/tasks/" + seg(this.params.id);
    try {
      this.task = await get(path);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
      return;
    }
    await this.#paged.load((cursor) => get(path + "/stations", { status: query().status, cursor, limit: 200 }));
  }

  #stations() {
    const { rows, problem } = this.#paged;
    if (problem) {
      return html`<sk-failure .problem=${problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!rows) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return html`<div class="scroll"><table><thead><tr><th>Station</th><th>Result</th><th>Answer</th><th class="wide">Ended</th></tr></thead>
      <tbody>${rows.map((r) => html`<tr><td><a href="/stations/${seg(r.station)}/commands">${r.station}</a></td><td>${pill(r.status, { text: label(r.status) })}</td>
        <td class="mono">${r.refusal ?? (r.response ? gist(r.response) : "")}</td><td class="wide">${r.endedAt ? time(r.endedAt) : ""}</td></tr>`)}</tbody></table></div>
      ${rows.length ? nothing : html`<p class="body muted">No station is in this state.</p>`}${more(this.#paged)}`;
  }

  view() {
    const t = this.task;
    if (!t) {
      return html`<div class="pagehead"><h1>Fleet task</h1></div><div class="panel">${this.problem
        ? html`<sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure>` : html`<sk-waiting></sk-waiting>`}</div>`;
    }
    const { status } = query();
    const at = "/tasks/" + seg(t.id);
    return html`<div class="pagehead"><h1>${t.action}</h1><span class="lead">${t.note ?? ""}</span><span class="lead">by ${t.by}, ${full(t.startedAt)}</span></div>
      <div class="stack"><section class="panel"><header><h2>Progress</h2><span class="push numeric" role="status">${number(ended(t))} of ${number(t.stations)} have ended</span></header>
        <div class="body">${bar(t)}${legend(t, (s) => `${at}?status=${s}`)}</div></section>
      <section class="panel"><header><h2>Stations</h2>${status ? html`<button class="small push" @click=${() => setQuery({ status: null })}>Only ${label(status)}: show all</button>` : nothing}</header>${this.#stations()}</section>
      <details class="panel"><summary class="body strong">Payload</summary><div class="body">${json(t.payload, "Payload")}</div></details></div>`;
  }
}
customElements.define("sk-task-page", TaskPage);
