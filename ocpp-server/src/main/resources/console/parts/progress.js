// How far a task is: a bar, and the number of stations in each state.
import { html } from "/console/core/element.js";
import { number } from "/console/core/format.js";
import { tone } from "/console/core/status.js";
import { pill } from "/console/parts/pill.js";

const ORDER = ["accepted", "rejected", "error", "timedOut", "refused", "expired", "cancelled", "sent", "queued", "waiting"];
const OPEN = new Set(["sent", "queued", "waiting"]);
const WORDS = { timedOut: "Timed out" };

export const label = (status) => WORDS[status] ?? status.charAt(0).toUpperCase() + status.slice(1);
export const ended = (task) => Object.entries(task.counts).filter(([s]) => !OPEN.has(s)).reduce((sum, [, n]) => sum + n, 0);

export const bar = (task) => html`<div class="bar" role="img" aria-label="${number(ended(task))} of ${number(task.stations)} have ended">
  ${ORDER.filter((s) => task.counts[s]).map((s) => html`<i .style=${`color: ${OPEN.has(s) ? "var(--line-strong)" : `var(--${tone(s)})`}; flex: ${task.counts[s]}`}></i>`)}</div>`;

export const legend = (task, to) => html`<ul class="legend">${ORDER.filter((s) => task.counts[s]).map((s) => html`<li><a class="row" href=${to(s)}>${pill(s, { text: label(s) })}<span class="numeric strong">${number(task.counts[s])}</span></a></li>`)}</ul>`;
