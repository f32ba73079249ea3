// JSON to read: coloured, with a button to copy it. `before` marks the lines that are others than there.
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { done, failed } from "/console/parts/toasts.js";

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/g;

function coloured(line) {
  const parts = [];
  let at = 0;
  for (const match of line.matchAll(TOKENS)) {
    parts.push(line.slice(at, match.index));
    const [whole, text, colon, other] = match;
    parts.push(html`<span class=${text ? (colon ? "k" : "s") : "n"}>${text ?? other}</span>${colon ?? ""}`);
    at = match.index + whole.length;
  }
  parts.push(line.slice(at));
  return parts;
}

/** The lines of `after` that are not in `before`, in order (a longest common subsequence is not worth it here). */
function fresh(before, after) {
  const left = new Map();
  before.forEach((line) => left.set(line, (left.get(line) ?? 0) + 1));
  return after.map((line) => {
    const n = left.get(line) ?? 0;
    left.set(line, n - 1);
    return n <= 0;
  });
}

class Json extends SkElement {
  static { this.props("value", "before", "label"); }

  async #copy() {
    try {
      await navigator.clipboard.writeText(JSON.stringify(this.value, null, 2));
      done("Copied.");
    } catch {
      failed(new Error("The browser does not let the page copy; mark the text instead."));
    }
  }

  view() {
    const lines = JSON.stringify(this.value ?? null, null, 2).split("\n");
    const marks = this.before === undefined || this.before === null ? null : fresh(JSON.stringify(this.before, null, 2).split("\n"), lines);
    return html`<button class="quiet icon small" aria-label="Copy the JSON" @click=${() => this.#copy()}>${icon("copy")}</button>
      <pre tabindex="0" role="group" aria-label=${this.label ?? "JSON"}>${lines.map((line, i) => html`<span class=${marks?.[i] ? "changed" : nothing}>${coloured(line)}</span>${"\n"}`)}</pre>`;
  }
}
customElements.define("sk-json", Json);

export const json = (value, label) => html`<sk-json .value=${value} .label=${label}></sk-json>`;
