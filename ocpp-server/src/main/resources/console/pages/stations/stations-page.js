// All stations: live, searchable, the filters in the address.
import { SkElement, html, nothing } from "/console/core/element.js";
import { seg } from "/console/core/api.js";
import { number } from "/console/core/format.js";
import { icon } from "/console/core/icons.js";
import { query, router, setQuery } from "/console/core/router.js";
import { session } from "/console/core/session.js";
import { CONNECTOR_STATUSES } from "/console/core/status.js";
import { gathered } from "/console/core/stream.js";
import { columns, sort } from "/console/pages/stations/columns.js";
import { MOST, StationSet } from "/console/pages/stations/station-set.js";
import "/console/pages/stations/announce-dialog.js";
import "/console/parts/rows.js";

const NAMES = ["q", "connected", "status", "version"];
const LINKS = [[null, "All"], ["true", "Online"], ["false", "Offline"]];

class StationsPage extends SkElement {
  static { this.props("params", "announcing"); }
  #set = new StationSet(() => this.draw());
  #phone = matchMedia("(max-width: 860px)");
  #type = gathered(() => setQuery({ q: this.querySelector("input[type=search]").value.trim() }), 120);

  start() {
    this.on(router, "query", () => this.#show());
    this.on(this.#phone, "change", () => this.draw());
    // A failure is shown by what is loaded next, which asks the same server.
    this.#set.follow().catch(() => {}).then(() => this.isConnected && this.#show());
    this.until(() => this.#set.close());
  }

  changed(name) {
    if (name === "params" && this.isConnected) {
      this.#show();
    }
  }

  #filter() {
    const all = query();
    return Object.fromEntries(NAMES.map((name) => [name, all[name]]));
  }

  #show() {
    this.#set.show(this.#filter(), query().sort);
    this.draw();
  }

  #filters(filter) {
    return html`<div class="filters">
      <input type="search" aria-label="Search in the list" placeholder="Id, label, vendor, model, firmware" .value=${filter.q ?? ""} @input=${this.#type}>
      <div class="segments" role="group" aria-label="Connection">${LINKS.map(([value, label]) => html`<button
        aria-pressed=${(filter.connected ?? null) === value} @click=${() => setQuery({ connected: value })}>${label}</button>`)}</div>
      <select aria-label="Status of a connector" @change=${(e) => setQuery({ status: e.target.value })}>
        <option value="" ?selected=${!filter.status}>Any status</option>${CONNECTOR_STATUSES.map((s) => html`<option ?selected=${filter.status === s}>${s}</option>`)}</select>
      <select aria-label="OCPP version" @change=${(e) => setQuery({ version: e.target.value })}>
        <option value="" ?selected=${!filter.version}>Any version</option>${["1.6", "2.0.1", "2.1"].map((v) => html`<option ?selected=${filter.version === v}>${v}</option>`)}</select>
      ${NAMES.some((name) => filter[name]) ? html`<button class="quiet" @click=${() => setQuery({ q: null, connected: null, status: null, version: null })}>${icon("close")}Clear</button>` : nothing}
    </div>`;
  }

  #list(filter, stations) {
    if (this.#set.problem) {
      return html`<sk-failure .problem=${this.#set.problem} .again=${() => this.#show()}></sk-failure>`;
    }
    if (stations.length > 0) {
      return html`<sk-rows .columns=${columns(this.#phone.matches)} .rows=${stations} .label=${"Stations"} .sorted=${query().sort ?? "id"}
        .onsort=${this.#sort} .keyOf=${this.#keyOf} .to=${this.#to}></sk-rows>
        <p class="foot">${this.#set.capped ? `The first ${number(MOST)} are shown: narrow the search to see others.` : this.#set.complete ? "All are shown." : "Loading the rest…"}</p>`;
    }
    if (!this.#set.complete) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return NAMES.some((name) => filter[name])
      ? html`<sk-empty .heading=${"No station is like that"} .text=${"Nothing fits all of the filters at once. New stations that fit appear by themselves."}
          .action=${html`<button @click=${() => setQuery({ q: null, connected: null, status: null, version: null })}>Clear the filters</button>`}></sk-empty>`
      : html`<sk-empty .heading=${"No station yet"} .text=${"A station appears when it connects to ws://HOST:9000/ocpp/ and its id. You can also announce it before."}></sk-empty>`;
  }

  #sort = (order) => {
    setQuery({ sort: order === "id" ? null : order });
    this.draw();
  };
  #keyOf = (station) => station.id;
  #to = (station) => "/stations/" + seg(station.id);

  view() {
    const filter = this.#filter();
    const stations = sort(this.#set.list(filter), query().sort ?? "id");
    return html`<div class="pagehead"><h1>Stations</h1><span class="lead numeric" role="status">${number(stations.length)}${this.#set.complete ? "" : "+"}</span>
        ${session.can("operator") ? html`<button class="push" @click=${() => this.querySelector("sk-announce-dialog").open()}>${icon("plus")}Announce a station</button>` : nothing}</div>
      <div class="stack">${this.#filters(filter)}<div class="panel">${this.#list(filter, stations)}</div></div>
      <sk-announce-dialog></sk-announce-dialog>`;
  }
}
customElements.define("sk-stations-page", StationsPage);
