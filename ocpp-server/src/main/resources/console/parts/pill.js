// A status: its colour, and always its word.
import { html } from "/console/core/element.js";
import { words } from "/console/core/format.js";
import { tone } from "/console/core/status.js";

/** @param stale true when nobody knows whether it still holds: the station is offline */
export const pill = (status, { text, stale = false, title = "" } = {}) =>
  html`<span class="pill tone-${tone(status)} ${stale ? "stale" : ""}" title=${title}>${text ?? words(status)}</span>`;
