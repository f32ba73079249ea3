// A dialog with a few fields that makes something; what went wrong is said in it.
import { SkElement, html, nothing } from "/console/core/element.js";

class EntryDialog extends SkElement {
  // heading, verb; fields: [{ name, label, hint, required, type, options, value, min, max, maxlength, minlength, lines }]; onentry(values) may throw
  static { this.props("heading", "verb", "fields", "onentry", "problem", "busy"); }

  open() {
    this.problem = null;
    this.querySelector("form").reset();
    this.querySelector("dialog").showModal();
  }

  async #submit(event) {
    event.preventDefault();
    this.busy = true;
    try {
      await this.onentry(Object.fromEntries(new FormData(event.target)));
      this.querySelector("dialog").close();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #field(f) {
    return html`<label class="field"><span class="label">${f.label} ${f.required ? html`<span class="must">required</span>` : nothing}</span>
      ${f.options ? html`<select name=${f.name}>${f.options.map((o) => html`<option>${o}</option>`)}</select>`
        : f.lines ? html`<textarea class="mono" name=${f.name} rows=${f.lines} ?required=${f.required} maxlength=${f.maxlength ?? nothing} spellcheck="false"></textarea>`
        : html`<input name=${f.name} type=${f.type ?? "text"} value=${f.value ?? ""} ?required=${f.required} min=${f.min ?? nothing} max=${f.max ?? nothing} maxlength=${f.maxlength ?? nothing} minlength=${f.minlength ?? nothing} autocomplete=${f.type === "password" ? "new-password" : "off"}>`}
      ${f.hint ? html`<span class="hint">${f.hint}</span>` : nothing}</label>`;
  }

  view() {
    return html`<dialog aria-label=${this.heading}><form @submit=${(e) => this.#submit(e)}><h2>${this.heading}</h2>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.message}</p>` : nothing}
      ${this.fields.map((f) => this.#field(f))}
      <div class="actions"><button type="button" @click=${() => this.querySelector("dialog").close()}>Cancel</button><button class="primary" ?disabled=${this.busy}>${this.verb}</button></div></form></dialog>`;
  }
}
customElements.define("sk-entry-dialog", EntryDialog);
