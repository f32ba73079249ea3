// What a page shows when it has nothing to show: waiting, empty, failed.
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";

class Waiting extends SkElement {
  view() {
    return html`<div class="waiting" role="status" aria-label="Loading"><i></i><i></i><i></i><i></i></div>`;
  }
}
customElements.define("sk-waiting", Waiting);

/** Says why there is nothing, and what one can do about it. */
class Empty extends SkElement {
  static { this.props("heading", "text", "action"); }

  view() {
    return html`<div class="state">${icon("empty")}<h3>${this.heading}</h3>
      ${this.text ? html`<p>${this.text}</p>` : nothing}${this.action ?? nothing}</div>`;
  }
}
customElements.define("sk-empty", Empty);

/** Says what went wrong in the server's words, and lets one try again. */
class FailureView extends SkElement {
  static { this.props("problem", "again"); }

  view() {
    return html`<div class="state error" role="alert">${icon("warn")}<h3>This did not work</h3>
      <p>${this.problem?.message}</p>
      ${this.again ? html`<button @click=${this.again}>Try again</button>` : nothing}</div>`;
  }
}
customElements.define("sk-failure", FailureView);
