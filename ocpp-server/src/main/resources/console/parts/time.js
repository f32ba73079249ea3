// A time, short, with the whole of it on hover; "ago" ones keep themselves fresh.
import { SkElement, html } from "/console/core/element.js";
import { ago, full, moment } from "/console/core/format.js";

const ticks = new EventTarget();
setInterval(() => document.hidden || ticks.dispatchEvent(new Event("tick")), 10_000);

class Time extends SkElement {
  static { this.props("at", "mode"); }

  start() {
    this.on(ticks, "tick", () => this.mode === "ago" && this.draw());
  }

  view() {
    return html`<time class="nowrap numeric" datetime=${this.at ?? ""} title=${this.at ? `${full(this.at)} (${this.at})` : ""}
      >${this.mode === "ago" ? ago(this.at) : moment(this.at)}</time>`;
  }
}
customElements.define("sk-time", Time);

export const time = (at) => html`<sk-time .at=${at}></sk-time>`;
export const since = (at) => html`<sk-time .at=${at} .mode=${"ago"}></sk-time>`;
