// Short messages at the edge: what was done, what was refused.
import { SkElement, html } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";

const bus = new EventTarget();
const SHOWN = 4;
const MILLIS = 6_000;

export const done = (text) => bus.dispatchEvent(new CustomEvent("toast", { detail: { text } }));
export const failed = (problem) =>
  bus.dispatchEvent(new CustomEvent("toast", { detail: { text: problem.message ?? String(problem), bad: true } }));

class Toasts extends SkElement {
  #toasts = [];

  start() {
    this.on(bus, "toast", ({ detail }) => {
      this.#toasts = [...this.#toasts, detail].slice(-SHOWN);
      if (!detail.bad) {
        setTimeout(() => this.#drop(detail), MILLIS);
      }
      this.draw();
    });
  }

  #drop(toast) {
    this.#toasts = this.#toasts.filter((t) => t !== toast);
    this.draw();
  }

  view() {
    return html`<div role="status" aria-live="polite" class="stack">${this.#toasts.map(
      (toast) => html`<div class="toast ${toast.bad ? "bad" : ""}"><span>${toast.text}</span>
        <button class="quiet icon small" aria-label="Dismiss" @click=${() => this.#drop(toast)}>${icon("close")}</button></div>`,
    )}</div>`;
  }
}
customElements.define("sk-toasts", Toasts);
