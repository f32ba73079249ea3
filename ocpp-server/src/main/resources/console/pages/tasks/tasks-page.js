// Fleet tasks: one command to many stations.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { number } from "/console/core/format.js";
import { icon } from "/console/core/icons.js";
import { go, query } from "/console/core/router.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { bar, ended } from "/console/parts/progress.js";
import { since } from "/console/parts/time.js";
import "/console/pages/tasks/new-task.js";

class TasksPage extends SkElement {
  static { this.props("params"); }
  #paged = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load(), 800);
    this.until(follow({ type: "TaskStarted,CommandEnded" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  #load() {
    return this.#paged.load((cursor) => get("/tasks", { cursor, limit: 50 }));
  }

  #list() {
    const { rows, problem } = this.#paged;
    if (problem) {
      return html`<sk-failure .problem=${problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!rows) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return rows.length === 0
      ? html`<sk-empty .heading=${"No task yet"} .text=${"A task sends one command to many stations and keeps what each of them answered."}></sk-empty>`
      : html`<div class="scroll"><table><thead><tr><th>Command</th><th class="num">Stations</th><th>Progress</th><th class="wide">By</th><th>Started</th></tr></thead>
        <tbody>${rows.map((t) => html`<tr class="link"><td><a class="strong" href="/tasks/${seg(t.id)}">${t.action}</a>${t.note ? html` <span class="muted">${t.note}</span>` : nothing}</td>
          <td class="num">${number(t.stations)}</td><td class="progress">${bar(t)}<span class="muted small numeric">${number(ended(t))} of ${number(t.stations)}</span></td><td class="wide">${t.by}</td><td>${since(t.startedAt)}</td></tr>`)}</tbody></table></div>${more(this.#paged)}`;
  }

  view() {
    const making = query().new !== undefined;
    return html`<div class="pagehead"><h1>Fleet tasks</h1><span class="lead">one command to many stations</span>
        ${session.can("operator") ? html`<button class="push ${making ? "" : "primary"}" @click=${() => { go(making ? "/tasks" : "/tasks?new=1"); this.draw(); }}>${making ? "Cancel" : html`${icon("plus")}New task`}</button>` : nothing}</div>
      ${making ? html`<sk-new-task></sk-new-task>` : html`<div class="panel">${this.#list()}</div>`}`;
  }
}
customElements.define("sk-tasks-page", TasksPage);
