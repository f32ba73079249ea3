// The device model: what the station is set to, and the way to set it.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { rowsOf, setting } from "/console/pages/station/variable-rows.js";
import { done, failed } from "/console/parts/toasts.js";

class VariablesTab extends SkElement {
  static { this.props("station", "rows", "problem", "missing", "find", "editing", "busy"); }

  start() {
    this.find = "";
    const soon = gathered(() => this.#load());
    this.until(follow({ station: this.station.id, type: "CommandEnded,VariablesReported,ConfigurationReported" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      const known = await get(`/stations/${seg(this.station.id)}/variables`, { limit: 1000 });
      this.rows = rowsOf(known.items);
      this.missing = false;
      this.problem = null;
    } catch (problem) {
      if (problem.isMissing) {
        this.missing = true;
      } else {
        this.problem = problem;
      }
    }
  }

  async #command(action, payload) {
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
    if (this.station.version !== "1.6") {
      const sent = await this.#command("GetBaseReport", { requestId: Math.floor(Math.random() * 2 ** 31), reportBase: "FullInventory" });
      if (sent) {
        sent.status === "accepted" ? done("The station reports its device model; it arrives in pieces.") : failed(new Error(`The station answered: ${sent.status}.`));
      }
      return;
    }
    const answer = await this.#command("GetConfiguration", {});
    if (answer?.response?.configurationKey) {
      this.rows = rowsOf(answer.response.configurationKey);
    } else if (answer) {
      failed(new Error(`The station did not tell its configuration: ${answer.status}.`));
    }
  }

  async #save(event, row) {
    event.preventDefault();
    const value = new FormData(event.target).get("value");
    const { action, payload } = setting(this.station.version, row, value);
    const answer = await this.#command(action, payload);
    if (!answer) {
      return;
    }
    const said = answer.response?.status ?? answer.response?.setVariableResult?.[0]?.attributeStatus ?? answer.status;
    if (/^accepted$|^rebootrequired$/i.test(said)) {
      done(`${row.name} is set${/reboot/i.test(said) ? "; it counts after a reboot" : ""}.`);
      this.rows = this.rows.map((r) => (r === row ? { ...r, value } : r));
      this.editing = null;
      this.#load();
    } else {
      failed(new Error(`The station answered: ${said}.`));
    }
  }

  #row(row) {
    const may = session.can("operator") && this.station.connected && !row.readonly;
    return html`<tr><td>${row.group ? html`<span class="muted">${row.group}</span> ` : nothing}<span class="strong">${row.name}</span></td>
      <td>${this.editing === row.key
        ? html`<form class="row" @submit=${(e) => this.#save(e, row)}><input name="value" aria-label="Value of ${row.name}" .value=${row.value ?? ""} maxlength="1000">
            <button class="primary small" ?disabled=${this.busy}>Save</button><button type="button" class="small" @click=${() => (this.editing = null)}>Cancel</button></form>`
        : html`<span class="mono">${row.value ?? html`<span class="muted">not told</span>`}</span>`}</td>
      <td class="wide muted">${row.readonly ? "read only" : row.kind ?? ""}</td>
      <td class="num">${may && this.editing !== row.key ? html`<button class="small" aria-label="Change ${row.name}" @click=${() => (this.editing = row.key)}>Change</button>` : nothing}</td></tr>`;
  }

  #table() {
    const text = this.find.toLowerCase();
    const found = this.rows.filter((r) => `${r.group} ${r.name} ${r.value}`.toLowerCase().includes(text));
    return html`<div class="panel scroll" tabindex="0" role="group" aria-label="Variables"><table><thead><tr><th>Name</th><th>Value</th><th class="wide">Kind</th><th></th></tr></thead>
      <tbody>${found.map((row) => this.#row(row))}</tbody></table>${found.length ? nothing : html`<p class="body muted">Nothing is called so.</p>`}</div>`;
  }

  #nothing() {
    const how = this.station.version === "1.6"
      ? "Read the configuration from the station: it answers with its keys."
      : this.missing
        ? "This server does not keep the device model of 2.x stations yet. Single variables can be asked for with the command GetVariables."
        : "The station has not reported its device model yet. Ask it for a report.";
    return html`<div class="panel"><sk-empty .heading=${"Nothing is known yet"} .text=${how}
      .action=${this.station.version !== "1.6" && this.missing ? html`<a class="button" href="/stations/${seg(this.station.id)}/commands?action=GetVariables">To the command</a>` : nothing}></sk-empty></div>`;
  }

  view() {
    if (this.problem) {
      return html`<div class="panel"><sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure></div>`;
    }
    if (!this.rows && !this.missing) {
      return html`<div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    const ask = session.can("operator") && (this.station.version === "1.6" || !this.missing);
    return html`<div class="stack"><div class="filters"><input type="search" aria-label="Search the variables" placeholder="Name or value" .value=${this.find} @input=${(e) => (this.find = e.target.value)}>
        ${ask ? html`<button class="push" ?disabled=${this.busy || !this.station.connected} title=${this.station.connected ? "" : "The station is offline"} @click=${() => this.#read()}>${icon("down")}${this.busy ? "Reading…" : "Read from the station"}</button>` : nothing}</div>
      ${this.rows?.length ? this.#table() : this.#nothing()}</div>`;
  }
}
customElements.define("sk-variables-tab", VariablesTab);
