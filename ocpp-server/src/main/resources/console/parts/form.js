// A form made of a message's definition: limits, lists and choices become controls.
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { hint, initial, isList, object, one } from "/console/parts/form-model.js";

class Form extends SkElement {
  // members, types: of the definitions; value: the payload that is being made; onvalue: told of each change
  static { this.props("members", "types", "value", "onvalue"); }

  #set(owner, name, value) {
    if (value === undefined || value === "") {
      delete owner[name];
    } else {
      owner[name] = value;
    }
    this.onvalue?.(this.value);
    this.draw();
  }

  #members(members, owner, path) {
    const shown = members.filter((m) => m.required || owner[m.name] !== undefined || this.#plain(m));
    const addable = members.filter((m) => !shown.includes(m) && m.type !== "customData");
    return html`<div class="members">${shown.map((m) => this.#member(m, owner, path))}
      ${addable.length ? html`<div class="addable">${addable.map((m) => html`<button type="button" class="small"
        @click=${() => this.#set(owner, m.name, isList(m) ? [one(m, this.types)] : initial({ ...m, required: true }, this.types))}>${icon("plus")}${m.name}</button>`)}</div>` : nothing}</div>`;
  }

  /** One control will do, so an optional one can just stay empty. */
  #plain(member) {
    return !isList(member) && !this.types.get(member.type)?.members && member.type !== "customData" && member.type !== "any";
  }

  #member(member, owner, path) {
    const id = `${path}-${member.name}`;
    if (isList(member)) {
      return this.#list(member, owner, id);
    }
    const type = this.types.get(member.type);
    if (type?.members) {
      owner[member.name] ??= object(type.members, this.types);
      return html`<fieldset><legend>${member.name} ${this.#must(member)}${this.#drop(member, owner)}</legend>${this.#members(type.members, owner[member.name], id)}</fieldset>`;
    }
    const note = hint(member, this.types);
    return html`<div class="field"><label class="label" for=${id}>${member.name} ${this.#must(member)}</label>
      ${this.#control(member, id, owner[member.name], (value) => this.#set(owner, member.name, value))}
      ${note ? html`<span class="hint" id="${id}-hint">${note}</span>` : nothing}</div>`;
  }

  #must = (member) => (member.required ? html`<span class="must">required</span>` : nothing);

  #drop(member, owner) {
    return member.required ? nothing : html`<button type="button" class="quiet small" aria-label="Leave out ${member.name}"
      @click=${() => this.#set(owner, member.name, undefined)}>${icon("close")}</button>`;
  }

  #list(member, owner, id) {
    const items = (owner[member.name] ??= []);
    const type = this.types.get(member.type);
    const change = () => this.#set(owner, member.name, items);
    const full = member.maxItems !== undefined && items.length >= member.maxItems;
    return html`<fieldset><legend>${member.name} ${this.#must(member)}${this.#drop(member, owner)}</legend>
      ${items.map((item, i) => html`<div class="item">
        ${type?.members ? this.#members(type.members, item ?? (items[i] = {}), `${id}-${i}`) : this.#control(member, `${id}-${i}`, item, (value) => { items[i] = value; change(); }, `${member.name} ${i + 1}`)}
        <button type="button" class="quiet icon" aria-label="Remove ${member.name} ${i + 1}" ?disabled=${items.length <= member.minItems}
          @click=${() => { items.splice(i, 1); change(); }}>${icon("close")}</button></div>`)}
      <button type="button" class="small" ?disabled=${full} @click=${() => { items.push(one(member, this.types)); change(); }}>${icon("plus")}Add one</button>
      ${full ? html`<span class="muted small">No more than ${member.maxItems}.</span>` : nothing}</fieldset>`;
  }

  #control(member, id, value, set, label = nothing) {
    const type = this.types.get(member.type);
    if (type?.values && !type.longest) {
      return this.#choice(id, member, type.values, value, set, label);
    }
    if (type?.values) {
      return html`<input id=${id} aria-label=${label} list="${id}-values" maxlength=${type.longest} ?required=${member.required} .value=${value ?? ""} @input=${(e) => set(e.target.value)}>
        <datalist id="${id}-values">${type.values.map((v) => html`<option value=${v}></option>`)}</datalist>`;
    }
    switch (member.type) {
      case "boolean": return this.#choice(id, member, ["true", "false"], value === undefined ? undefined : String(value), (v) => set(v === undefined ? undefined : v === "true"), label);
      case "int": case "decimal":
        return html`<input id=${id} aria-label=${label} type="number" step=${member.step ?? (member.type === "int" ? "1" : "any")} min=${member.min ?? nothing} max=${member.max ?? nothing}
          ?required=${member.required} .value=${value ?? ""} @input=${(e) => set(e.target.value === "" ? undefined : e.target.valueAsNumber)}>`;
      case "dateTime":
        return html`<input id=${id} aria-label=${label} type="datetime-local" step="1" ?required=${member.required} .value=${local(value)}
          @change=${(e) => set(e.target.value ? new Date(e.target.value).toISOString() : undefined)}>`;
      case "any": case "customData":
        return html`<textarea id=${id} aria-label=${label} rows="3" placeholder="JSON" .value=${value === undefined ? "" : JSON.stringify(value)} @change=${(e) => this.#parse(e.target, set)}></textarea>`;
      default:
        return member.maxLength > 600
          ? html`<textarea id=${id} aria-label=${label} rows="4" maxlength=${member.maxLength} ?required=${member.required} .value=${value ?? ""} @input=${(e) => set(e.target.value)}></textarea>`
          : html`<input id=${id} aria-label=${label} type=${member.type === "uri" ? "url" : "text"} maxlength=${member.maxLength ?? nothing} ?required=${member.required} .value=${value ?? ""} @input=${(e) => set(e.target.value)}>`;
    }
  }

  #parse(area, set) {
    try {
      set(area.value.trim() ? JSON.parse(area.value) : undefined);
      area.setAttribute("aria-invalid", "false");
    } catch {
      area.setAttribute("aria-invalid", "true");
    }
  }

  #choice(id, member, values, value, set, label) {
    return html`<select id=${id} aria-label=${label} ?required=${member.required} @change=${(e) => set(e.target.value || undefined)}>
      <option value="" ?selected=${value === undefined}>${member.required ? "Choose…" : "Not said"}</option>
      ${values.map((v) => html`<option value=${v} ?selected=${v === value}>${v}</option>`)}</select>`;
  }

  view() {
    return this.members.length ? this.#members(this.members, this.value, "m") : html`<p class="muted">This message has no members.</p>`;
  }
}
customElements.define("sk-form", Form);

/** An instant as datetime-local wants it. */
function local(at) {
  if (!at) {
    return "";
  }
  const time = new Date(at);
  return new Date(time - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
