// The foot of a paged list.
import { html, nothing } from "/console/core/element.js";
import { number } from "/console/core/format.js";

export const more = (paged) => (paged.next
  ? html`<div class="foot"><button class="small" @click=${() => paged.more()}>Load more</button><span>${number(paged.rows.length)} are shown</span></div>`
  : nothing);
