// Says whether what is on the screen follows the server.
import { SkElement, html } from "/console/core/element.js";
import { liveState } from "/console/core/stream.js";

const WORDS = { live: "Live", waiting: "Reconnecting…", away: "Paused" };

class Live extends SkElement {
  start() {
    this.setAttribute("role", "status");
    this.on(liveState, "change", () => this.draw());
  }

  view() {
    const states = [...liveState.streams.values()];
    const state = states.find((s) => s !== "live") ?? "live";
    this.dataset.state = state;
    this.title = state === "live" ? "What happens is shown as it happens" : "What is shown may be old";
    return html`<i></i><span>${WORDS[state]}</span>`;
  }
}
customElements.define("sk-live", Live);
