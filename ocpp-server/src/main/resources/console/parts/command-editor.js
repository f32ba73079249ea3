// Chooses an action of a version and makes its payload: a form, or JSON for who knows it.
import { SkElement, html, nothing } from "/console/core/element.js";
import { query, setQuery } from "/console/core/router.js";
import { definitions, object } from "/console/parts/form-model.js";
import "/console/parts/form.js";

const FIRST = ["TriggerMessage", "Reset"];

class CommandEditor extends SkElement {
  // version; busy; verb: the button's word; onsend({action, payload: text}); below: what is shown under the form
  static { this.props("version", "busy", "verb", "onsend", "below", "known", "chosen", "raw", "find", "problem"); }
  #value = {};
  #text = "{}";

  start() {
    this.find = "";
    this.#load();
  }

  changed(name, before) {
    if (name === "version" && before !== undefined) {
      this.#load();
    }
  }

  async #load() {
    try {
      this.known = await definitions(this.version);
      const wanted = query().action ?? FIRST.find((name) => this.known.actions.some((a) => a.action === name));
      this.#choose(this.known.actions.find((a) => a.action === wanted) ?? this.known.actions[0]);
    } catch (problem) {
      this.problem = problem;
    }
  }

  #choose(action) {
    this.chosen = action;
    this.#value = object(action.members, this.known.types);
    this.#text = JSON.stringify(this.#value, null, 2);
    if (query().action !== action.action) {
      setQuery({ action: action.action });
    }
    this.draw();
  }

  #toggle() {
    if (this.raw) {
      try {
        this.#value = JSON.parse(this.#text);
      } catch {
        this.#text = JSON.stringify(this.#value, null, 2);
      }
    } else {
      this.#text = JSON.stringify(this.#value, null, 2);
    }
    this.raw = !this.raw;
  }

  #submit(event) {
    event.preventDefault();
    if (this.raw) {
      const area = this.querySelector("textarea.raw");
      try {
        JSON.parse(this.#text);
        area.setCustomValidity("");
      } catch (problem) {
        area.setCustomValidity("This is no JSON: " + problem.message);
        area.reportValidity();
        return;
      }
    }
    this.onsend({ action: this.chosen.action, payload: this.raw ? this.#text : JSON.stringify(this.#value) });
  }

  #actions() {
    const text = this.find.toLowerCase();
    const found = this.known.actions.filter((a) => a.action.toLowerCase().includes(text) || a.doc?.toLowerCase().includes(text));
    const blocks = [...new Set(found.map((a) => a.block))];
    return html`<div class="panel"><header><input type="search" aria-label="Search the commands" placeholder="Search the commands" .value=${this.find} @input=${(e) => (this.find = e.target.value)}></header>
      <div class="actions-list">${blocks.map((block) => html`<h3>${block.replace(/^[A-Z]-/, "")}</h3>
        ${found.filter((a) => a.block === block).map((a) => html`<button type="button" title=${a.doc ?? ""} aria-pressed=${a === this.chosen ? "true" : "false"} @click=${() => this.#choose(a)}>${a.action}</button>`)}`)}
        ${found.length ? nothing : html`<p class="body muted">No command is called so.</p>`}</div></div>`;
  }

  view() {
    if (this.problem) {
      return html`<div class="panel"><sk-failure .problem=${this.problem} .again=${() => { this.problem = null; this.#load(); }}></sk-failure></div>`;
    }
    if (!this.known || !this.chosen) {
      return html`<div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    return html`<div class="split">${this.#actions()}<div class="stack"><form class="panel" @submit=${(e) => this.#submit(e)}>
        <header><h2>${this.chosen.action}</h2><span class="muted">${this.chosen.doc ?? ""}</span>
          <button type="button" class="small push" aria-pressed=${this.raw ? "true" : "false"} @click=${() => this.#toggle()}>Raw JSON</button></header>
        <div class="body stack">${this.raw
          ? html`<textarea class="raw" rows="12" spellcheck="false" aria-label="Payload as JSON" .value=${this.#text} @input=${(e) => { this.#text = e.target.value; e.target.setCustomValidity(""); }}></textarea>`
          : html`<sk-form .members=${this.chosen.members} .types=${this.known.types} .value=${this.#value}></sk-form>`}
          <div class="row"><button class="primary" ?disabled=${this.busy}>${this.verb} ${this.chosen.action}</button></div></div></form>
      ${this.below ?? nothing}</div></div>`;
  }
}
customElements.define("sk-command-editor", CommandEditor);
