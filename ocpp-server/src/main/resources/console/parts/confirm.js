// Asks before something that cannot be taken back.
import { html, nothing } from "/console/core/element.js";
import { render } from "/console/lib/lit-html/lit-html.js";

/** Resolves to true when the person says yes. */
export function confirmed({ heading, text, yes, danger = true }) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "confirm-heading");
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    dialog.addEventListener("cancel", () => end(false));
    render(html`<div class="inside"><h2 id="confirm-heading">${heading}</h2>${text ? html`<p class="muted">${text}</p>` : nothing}
      <div class="actions"><button @click=${() => end(false)} autofocus>Cancel</button>
      <button class=${danger ? "danger" : "primary"} @click=${() => end(true)}>${yes}</button></div></div>`, dialog);
    document.body.append(dialog);
    dialog.showModal();
  });
}
