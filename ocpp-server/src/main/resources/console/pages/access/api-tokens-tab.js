// The tokens by which programs log in.
import { get, post, remove, seg } from "/console/core/api.js";
import { SkElement, html } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { follow, gathered } from "/console/core/stream.js";
import { confirmed } from "/console/parts/confirm.js";
import { showSecret } from "/console/parts/secret-dialog.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/entry-dialog.js";

const FIELDS = [
  { name: "name", label: "Name", required: true, maxlength: 64, hint: "Of the program that will use it." },
  { name: "role", label: "Role", options: ["viewer", "operator", "admin"] },
];

class ApiTokensTab extends SkElement {
  static { this.props("tokens", "problem"); }

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: "$system", type: "ApiTokenPut,ApiTokenRemoved" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      this.tokens = (await get("/api-tokens")).items;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #add = async ({ name, role }) => {
    const made = await post("/api-tokens", { name: name.trim(), role });
    this.#load();
    showSecret({ heading: `The secret of ${made.name}`, text: "For the header Authorization: Bearer. It is shown this once.", secret: made.secret });
  };

  async #remove(token) {
    if (await confirmed({ heading: `Remove ${token.name}?`, text: "The program that uses it is refused from then on.", yes: "Remove" })) {
      try {
        await remove("/api-tokens/" + seg(token.name));
        done(`${token.name} is removed.`);
        this.#load();
      } catch (problem) {
        failed(problem);
      }
    }
  }

  #list() {
    if (this.problem) {
      return html`<sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!this.tokens) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return this.tokens.length === 0
      ? html`<sk-empty .heading=${"No API token"} .text=${"Programs log in by a token of their own rather than by somebody's password."}></sk-empty>`
      : html`<div class="scroll"><table><thead><tr><th>Name</th><th>Role</th><th></th></tr></thead><tbody>${this.tokens.map((t) => html`<tr><td class="strong">${t.name}</td><td>${t.role}</td>
          <td class="num"><button class="small" aria-label="Remove ${t.name}" @click=${() => this.#remove(t)}>Remove</button></td></tr>`)}</tbody></table></div>`;
  }

  view() {
    return html`<div class="stack"><div class="filters"><button class="push" @click=${() => this.querySelector("sk-entry-dialog").open()}>${icon("plus")}Make an API token</button></div>
      <div class="panel">${this.#list()}</div><sk-entry-dialog .heading=${"Make an API token"} .verb=${"Make"} .fields=${FIELDS} .onentry=${this.#add}></sk-entry-dialog></div>`;
  }
}
customElements.define("sk-api-tokens-tab", ApiTokensTab);
