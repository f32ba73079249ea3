// Finds stations and pages from anywhere: "/" to begin, arrows and Enter to go.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { go } from "/console/core/router.js";
import { gathered } from "/console/core/stream.js";
import { pill } from "/console/parts/pill.js";

const PAGES = [["Overview", "/"], ["Stations", "/stations"], ["Stations with faults", "/stations?status=Faulted"],
  ["Offline stations", "/stations?connected=false"], ["Transactions", "/transactions"], ["Active transactions", "/transactions?active=true"],
  ["Alarms", "/alarms"], ["Handlers", "/handlers"], ["Fleet tasks", "/tasks"], ["Events", "/events"],
  ["Users", "/access/users"], ["Tokens of drivers", "/access"], ["API tokens", "/access/api-tokens"]];
const MOST = 8;

class Search extends SkElement {
  static { this.props("found", "chosen", "open"); }
  #find = gathered(() => this.#ask(), 120);
  #text = "";

  start() {
    this.found = [];
    this.chosen = 0;
    this.on(document, "keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, dialog[open]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.querySelector("input").focus();
      }
    });
    this.on(this, "focusout", (event) => this.contains(event.relatedTarget) || (this.open = false));
  }

  async #ask() {
    const text = this.#text.trim();
    if (!text) {
      this.found = [];
      this.open = false;
      return;
    }
    const pages = PAGES.filter(([label]) => label.toLowerCase().includes(text.toLowerCase()))
      .slice(0, 3).map(([label, to]) => ({ label, to }));
    let stations = [];
    try {
      stations = (await get("/stations", { q: text, limit: MOST })).items
        .map((station) => ({ label: station.id, to: "/stations/" + seg(station.id), station }));
    } catch {
      // The pages are found all the same.
    }
    this.found = [...stations, ...pages];
    this.chosen = 0;
    this.open = true;
  }

  #key(event) {
    const last = this.found.length - 1;
    if (event.key === "ArrowDown") {
      this.chosen = Math.min(last, this.chosen + 1);
    } else if (event.key === "ArrowUp") {
      this.chosen = Math.max(0, this.chosen - 1);
    } else if (event.key === "Enter" && this.found[this.chosen]) {
      this.#go(this.found[this.chosen]);
    } else if (event.key === "Escape") {
      event.target.blur();
    } else {
      return;
    }
    event.preventDefault();
  }

  #go(item) {
    const input = this.querySelector("input");
    input.value = this.#text = "";
    this.open = false;
    input.blur();
    go(item.to);
  }

  view() {
    return html`<div class="box">${icon("search")}
      <input type="search" role="combobox" aria-label="Search stations and pages" placeholder="Search stations and pages" autocomplete="off"
        aria-expanded=${this.open ? "true" : "false"} aria-controls="found" aria-activedescendant=${this.open && this.found.length ? "found-" + this.chosen : nothing}
        @input=${(e) => { this.#text = e.target.value; this.#find(); }} @keydown=${(e) => this.#key(e)}><kbd aria-hidden="true">/</kbd></div>
      <ul id="found" role="listbox" aria-label="Found" ?hidden=${!this.open}>${this.found.length
        ? this.found.map((item, i) => html`<li id="found-${i}" role="option" aria-selected=${i === this.chosen ? "true" : "false"}
            @mousedown=${(e) => e.preventDefault()} @click=${() => this.#go(item)}>
            <span class="strong clip">${item.label}</span>${item.station ? html`<span class="muted clip">${item.station.label ?? item.station.model ?? ""}</span>
            <span class="push">${pill(item.station.connected ? "online" : "offline", { text: item.station.connected ? "Online" : "Offline" })}</span>` : html`<span class="muted push">Page</span>`}</li>`)
        : html`<li class="none" role="option" aria-disabled="true" aria-selected="false">Nothing found. Ids, labels, vendors and models are searched.</li>`}</ul>`;
  }
}
customElements.define("sk-search", Search);
