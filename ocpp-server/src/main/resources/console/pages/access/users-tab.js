// The people who may use this server.
import { get, post, remove, seg } from "/console/core/api.js";
import { SkElement, html } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { follow, gathered } from "/console/core/stream.js";
import { confirmed } from "/console/parts/confirm.js";
import { showSecret } from "/console/parts/secret-dialog.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/entry-dialog.js";

const ROLES = { viewer: "looks at everything but users", operator: "also sends commands and keeps tokens and stations", admin: "also keeps users and API tokens" };
const FIELDS = [
  { name: "name", label: "Name", required: true, maxlength: 64, hint: "A known name gets the new role and password." },
  { name: "role", label: "Role", options: Object.keys(ROLES) },
  { name: "password", label: "Password", type: "password", minlength: 12, maxlength: 256, hint: "At least 12 characters; left empty, a random one is made and shown once." },
];

class UsersTab extends SkElement {
  static { this.props("users", "problem"); }

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: "$system", type: "UserPut,UserRemoved" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      this.users = (await get("/users")).items;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #add = async ({ name, role, password }) => {
    const made = await post("/users", { name: name.trim(), role, password: password || null });
    done(`${made.name} is ${made.role}.`);
    this.#load();
    if (made.password) {
      showSecret({ heading: `The password of ${made.name}`, text: "It is shown this once. Hand it over by a safe way.", secret: made.password });
    }
  };

  async #remove(user) {
    if (await confirmed({ heading: `Remove ${user.name}?`, text: "Open sessions of this user end at once.", yes: "Remove" })) {
      try {
        await remove("/users/" + seg(user.name));
        done(`${user.name} is removed.`);
        this.#load();
      } catch (problem) {
        failed(problem);
      }
    }
  }

  view() {
    const body = this.problem ? html`<sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure>` : !this.users ? html`<sk-waiting></sk-waiting>`
      : html`<div class="scroll"><table><thead><tr><th>Name</th><th>Role</th><th class="wide">May</th><th></th></tr></thead><tbody>${this.users.map((u) => html`<tr><td class="strong">${u.name}</td><td>${u.role}</td>
        <td class="wide muted">${ROLES[u.role] ?? ""}</td><td class="num"><button class="small" aria-label="Remove ${u.name}" @click=${() => this.#remove(u)}>Remove</button></td></tr>`)}</tbody></table></div>`;
    return html`<div class="stack"><div class="filters"><button class="push" @click=${() => this.querySelector("sk-entry-dialog").open()}>${icon("plus")}Add a user</button></div>
      <div class="panel">${body}</div><sk-entry-dialog .heading=${"Add a user, or change one"} .verb=${"Keep"} .fields=${FIELDS} .onentry=${this.#add}></sk-entry-dialog></div>`;
  }
}
customElements.define("sk-users-tab", UsersTab);
