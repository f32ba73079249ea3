// Who may charge, and who may use this server.
import { SkElement, html, nothing } from "/console/core/element.js";
import { session } from "/console/core/session.js";
import "/console/pages/access/tokens-tab.js";
import "/console/pages/access/users-tab.js";
import "/console/pages/access/api-tokens-tab.js";
import "/console/pages/access/audit-tab.js";

const TABS = [
  ["", "Tokens of drivers", "viewer", () => html`<sk-tokens-tab></sk-tokens-tab>`],
  ["users", "Users", "admin", () => html`<sk-users-tab></sk-users-tab>`],
  ["api-tokens", "API tokens", "admin", () => html`<sk-api-tokens-tab></sk-api-tokens-tab>`],
  ["audit", "Audit", "admin", () => html`<sk-audit-tab></sk-audit-tab>`],
];

class AccessPage extends SkElement {
  static { this.props("params"); }

  view() {
    const [, , role, content] = TABS.find(([name]) => name === (this.params?.tab ?? "")) ?? TABS[0];
    return html`<div class="pagehead"><h1>Access</h1></div>
      <nav class="tabs" aria-label="Kinds of access">${TABS.map(([name, label]) => html`<a href=${name ? "/access/" + name : "/access"} aria-current=${(this.params?.tab ?? "") === name ? "page" : nothing}>${label}</a>`)}</nav>
      ${session.can(role) ? content() : html`<p class="notice">This needs the role ${role}; ${session.name} is ${session.role}.</p>`}`;
  }
}
customElements.define("sk-access-page", AccessPage);
