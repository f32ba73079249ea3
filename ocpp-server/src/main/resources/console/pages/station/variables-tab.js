// The device model: what the station is set to, and the way to set it.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { number } from "/console/core/format.js";
import { icon } from "/console/core/icons.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { rowOf, setting } from "/console/pages/station/variable-rows.js";
import { since } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";

const MOST = 5_000;

class VariablesTab extends SkElement {
  static { this.props("station", "rows", "problem", "find", "editing", "busy"); }

  start() {
    this.find = "";
    const soon = gathered(() => this.#load(), 400);
    this.until(follow({ station: this.station.id, type: "VariablesReported" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      const rows = [];
      let cursor = null;
      do {
        const page = await get(`/stations/${seg(this.station.id)}/variables`, { cursor, limit: 1000 });
        rows.push(...page.items.map(rowOf));
        cursor = page.next;
      } while (cursor && rows.length < MOST);
      this.rows = rows.sort((a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name));
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #command({ action, payload }) {
    this.busy = true;
    try {
      return await post(`/stations/${seg(this.station.id)}/commands`, { action, payload, waitSeconds: 30 });
    } catch (problem) {
      failed(problem);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #read() {
    const answer = await this.#command(this.station.version === "1.6"
      ? { action: "GetConfiguration", payload: {} }
      : { action: "GetBaseReport", payload: { requestId: Math.floor(Math.random() * 2 ** 31), reportBase: "FullInventory" } });
    if (answer?.status === "accepted") {
      done(this.station.version === "1.6" ? "The station told its configuration." : "The station reports its device model; it arrives in pieces.");
    } else if (answer) {
      failed(new Error(`The station did not tell it: ${answer.status}.`));
    }
  }

  async #save(event, row) {
    event.preventDefault();
    const answer = await this.#command(setting(row, new FormData(event.target).get("value")));
    if (!answer) {
      return;
    }
    const said = answer.response?.status ?? answer.response?.setVariableResult?.[0]?.attributeStatus ?? answer.status;
    if (/^accepted$|^rebootrequired$/i.test(said)) {
      done(`${row.name} is set${/reboot/i.test(said) ? "; it counts after a reboot" : ""}.`);
      this.editing = null;
      this.#load();
    } else {
      failed(new Error(`The station answered: ${said}.`));
    }
  }

  #editor(row) {
    return html`<form class="row" @submit=${(e) => this.#save(e, row)}>${row.choices.length
      ? html`<select name="value" aria-label="Value of ${row.name}">${row.choices.map((c) => html`<option ?selected=${c === row.value}>${c}</option>`)}</select>`
      : html`<input name="value" aria-label="Value of ${row.name}" .value=${row.value ?? ""} maxlength="2500">`}
      <button class="primary small" ?disabled=${this.busy}>Save</button><button type="button" class="small" @click=${() => (this.editing = null)}>Cancel</button></form>`;
  }

  #row(row) {
    const may = session.can("operator") && this.station.connected && !row.readonly;
    return html`<tr><td>${row.group ? html`<span class="muted">${row.group}</span> ` : nothing}<span class="strong">${row.name}</span></td>
      <td>${this.editing === row.key ? this.#editor(row) : html`<span class="mono">${row.value ?? html`<span class="muted">not told</span>`} ${row.unit}</span>`}</td>
      <td class="wide muted">${row.kind} ${row.readonly ? "read only" : ""}</td><td class="wide muted">${since(row.known.at)}</td>
      <td class="num">${may && this.editing !== row.key ? html`<button class="small" aria-label="Change ${row.name}" @click=${() => (this.editing = row.key)}>Change</button>` : nothing}</td></tr>`;
  }

  #table() {
    const text = this.find.toLowerCase();
    const found = this.rows.filter((r) => `${r.group} ${r.name} ${r.value}`.toLowerCase().includes(text));
    return html`<div class="panel scroll" tabindex="0" role="group" aria-label="Variables"><table>
      <thead><tr><th>Name</th><th>Value</th><th class="wide">Kind</th><th class="wide">Told</th><th></th></tr></thead>
      <tbody>${found.map((row) => this.#row(row))}</tbody></table><p class="foot numeric">${number(found.length)} of ${number(this.rows.length)}</p></div>`;
  }

  #nothing() {
    return html`<div class="panel"><sk-empty .heading=${"Nothing is known yet"}
      .text=${this.station.version === "1.6" ? "Read the configuration from the station: it answers with its keys." : "The station has not reported its device model. Ask it for a report."}></sk-empty></div>`;
  }

  view() {
    if (this.problem) {
      return html`<div class="panel"><sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure></div>`;
    }
    if (!this.rows) {
      return html`<div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    return html`<div class="stack"><div class="filters"><input type="search" aria-label="Search the variables" placeholder="Name or value" .value=${this.find} @input=${(e) => (this.find = e.target.value)}>
        ${session.can("operator") ? html`<button class="push" ?disabled=${this.busy || !this.station.connected} title=${this.station.connected ? "" : "The station is offline"} @click=${() => this.#read()}>${icon("down")}${this.busy ? "Asking…" : "Read from the station"}</button>` : nothing}</div>
      ${this.rows.length ? this.#table() : this.#nothing()}</div>`;
  }
}
customElements.define("sk-variables-tab", VariablesTab);
