// A list of any length: only the rows in sight exist. One row is a link to what it shows.
import { SkElement, html, nothing } from "/console/core/element.js";
import { repeat } from "/console/lib/lit-html/directives/repeat.js";

const SPARE = 6;

class Rows extends SkElement {
  // columns: [{ name, label, width, cell(item), sort }], rows: items, keyOf(item), to(item) its address
  static { this.props("columns", "rows", "keyOf", "to", "label", "sorted", "onsort"); }
  #top = 0;
  #height = 600;
  #row = 40;

  start() {
    const size = new ResizeObserver(() => this.#measure());
    size.observe(document.documentElement);
    this.until(() => size.disconnect());
  }

  drawn() {
    if (!this.#measured) {
      this.#measured = true;
      this.#measure();
    }
  }

  #measured = false;

  #measure() {
    const port = this.querySelector(".port");
    if (!port) {
      return;
    }
    this.#row = parseInt(getComputedStyle(this).getPropertyValue("--row"), 10) || 40;
    const below = innerWidth <= 860 ? 130 : 78;
    this.#height = Math.max(240, innerHeight - port.getBoundingClientRect().top - scrollY - below);
    this.draw();
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const line = event.target.closest(".line");
    if (step && line) {
      event.preventDefault();
      const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
      next?.focus();
    }
  }

  #head(column) {
    if (!column.sort) {
      return html`<span role="columnheader">${column.label}</span>`;
    }
    const on = this.sorted?.replace(/^-/, "") === column.name;
    const down = on && this.sorted.startsWith("-");
    return html`<span role="columnheader" aria-sort=${on ? (down ? "descending" : "ascending") : "none"}>
      <button data-sorted=${on ? "" : nothing} @click=${() => this.onsort(on && !down ? "-" + column.name : column.name)}>${column.label}${on ? (down ? " ↓" : " ↑") : ""}</button></span>`;
  }

  view() {
    const rows = this.rows ?? [];
    const first = Math.max(0, Math.floor(this.#top / this.#row) - SPARE);
    const last = Math.min(rows.length, Math.ceil((this.#top + this.#height) / this.#row) + SPARE);
    const visible = rows.slice(first, last);
    const height = Math.min(this.#height, Math.max(rows.length * this.#row, this.#row));
    return html`<div role="table" aria-label=${this.label} aria-rowcount=${rows.length + 1}
        .style=${`--columns: ${this.columns.map((c) => c.width).filter(Boolean).join(" ")}`}>
      <div class="head" role="row" aria-rowindex="1">${this.columns.map((c) => this.#head(c))}</div>
      <div class="port" role="rowgroup" tabindex="-1" .style=${`height: ${height}px`}
          @scroll=${(e) => { this.#top = e.target.scrollTop; this.draw(); }} @keydown=${(e) => this.#key(e)}>
        <div role="presentation" .style=${`height: ${rows.length * this.#row}px`}></div>
        ${repeat(visible, this.keyOf, (item, i) => html`<a class="line" role="row" aria-rowindex=${first + i + 2} href=${this.to(item)}
          .style=${`transform: translateY(${(first + i) * this.#row}px)`}>${this.columns.map((c) => html`<span role="cell" class="c-${c.name}">${c.cell(item)}</span>`)}</a>`)}
      </div></div>`;
  }
}
customElements.define("sk-rows", Rows);
