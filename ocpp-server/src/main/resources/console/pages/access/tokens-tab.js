// The tokens that drivers present at stations.
import { get, post, remove, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { query, router, setQuery } from "/console/core/router.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { confirmed } from "/console/parts/confirm.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { pill } from "/console/parts/pill.js";
import { time } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/entry-dialog.js";

const STATES = ["Accepted", "Blocked", "Expired", "Invalid"];
const FIELDS = [
  { name: "idToken", label: "Token", required: true, maxlength: 255, hint: "As stations present it; upper and lower case are the same." },
  { name: "status", label: "Status", options: STATES },
  { name: "type", label: "Type", hint: "Of 2.x, for example ISO14443; may stay empty." },
  { name: "expiresAt", label: "Valid until", type: "datetime-local" },
  { name: "group", label: "Group", hint: "The parent (1.6) or group (2.x) token." },
  { name: "note", label: "Note", hint: "For people." },
];

class TokensTab extends SkElement {
  #paged = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: "$system", type: "TokenPut,TokenRemoved" }, soon));
    this.until(soon.cancel);
    this.on(router, "query", () => this.#load());
    this.#load();
  }

  #load() {
    return this.#paged.load((cursor) => get("/tokens", { status: query().status, cursor, limit: 200 }));
  }

  #add = async ({ idToken, status, type, expiresAt, group, note }) => {
    await post("/tokens", {
      idToken: idToken.trim(), status, type: type || null, group: group || null, note: note || null, expiresAt: expiresAt ? new Date(expiresAt).toISOString() : null,
    });
    done(`Token ${idToken} is kept.`);
    this.#load();
  };

  async #remove(token) {
    if (await confirmed({ heading: `Remove ${token.idToken}?`, text: "Whoever presents it is unknown from then on.", yes: "Remove" })) {
      try {
        await remove("/tokens/" + seg(token.idToken));
        done("The token is removed.");
        this.#load();
      } catch (problem) {
        failed(problem);
      }
    }
  }

  #list() {
    const { rows, problem } = this.#paged;
    if (problem) {
      return html`<sk-failure .problem=${problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!rows) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return rows.length === 0
      ? html`<sk-empty .heading=${"No token"} .text=${"A token lets a driver charge, where a handler decides by this list. Add the first one."}></sk-empty>`
      : html`<div class="scroll"><table><thead><tr><th>Token</th><th>Status</th><th class="wide">Type</th><th class="wide">Group</th><th>Valid until</th><th class="wide">Note</th><th></th></tr></thead>
        <tbody>${rows.map((t) => html`<tr><td class="mono strong">${t.idToken}</td><td>${pill(t.status)}</td><td class="wide">${t.type}</td><td class="wide mono">${t.group ?? ""}</td>
          <td>${t.expiresAt ? time(t.expiresAt) : html`<span class="muted">for ever</span>`}</td><td class="wide muted">${t.note ?? ""}</td>
          <td class="num">${session.can("operator") ? html`<button class="small" aria-label="Remove ${t.idToken}" @click=${() => this.#remove(t)}>Remove</button>` : nothing}</td></tr>`)}</tbody></table></div>${more(this.#paged)}`;
  }

  view() {
    const { status } = query();
    return html`<div class="stack"><div class="filters"><select aria-label="Status" @change=${(e) => setQuery({ status: e.target.value })}><option value="">Any status</option>
        ${STATES.map((s) => html`<option ?selected=${s === status}>${s}</option>`)}</select>
        ${session.can("operator") ? html`<button class="push" @click=${() => this.querySelector("sk-entry-dialog").open()}>${icon("plus")}Add a token</button>` : nothing}</div>
      <div class="panel">${this.#list()}</div><sk-entry-dialog .heading=${"Add a token"} .verb=${"Add"} .fields=${FIELDS} .onentry=${this.#add}></sk-entry-dialog></div>`;
  }
}
customElements.define("sk-tokens-tab", TokensTab);
