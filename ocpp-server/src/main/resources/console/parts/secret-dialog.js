// Shows a secret, once.
import { html } from "/console/core/element.js";
import { render } from "/console/lib/lit-html/lit-html.js";

export function showSecret({ heading, text, secret }) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", heading);
  dialog.addEventListener("close", () => dialog.remove());
  render(html`<div class="inside"><h2>${heading}</h2><p class="muted">${text}</p>
    <input class="mono" readonly aria-label="The secret" .value=${secret} @focus=${(e) => e.target.select()}>
    <div class="actions"><button class="primary" @click=${() => dialog.close()}>I have kept it</button></div></div>`, dialog);
  document.body.append(dialog);
  dialog.showModal();
}
