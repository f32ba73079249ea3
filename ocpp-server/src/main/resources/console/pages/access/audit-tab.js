// Who logged in or tried to, who did what, and from where; the latest first.
import { get } from "/console/core/api.js";
import { SkElement, html } from "/console/core/element.js";
import { query, router, setQuery } from "/console/core/router.js";
import { follow, gathered } from "/console/core/stream.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { pill } from "/console/parts/pill.js";
import { time } from "/console/parts/time.js";

const KINDS = [[null, "Logins and requests"], ["1", "Everything"]];
const fails = (outcome) => outcome === "failed" || /^[45]/.test(outcome ?? "");

class AuditTab extends SkElement {
  #rows = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: "$system", type: "ApiAction,Login,Logout" }, soon));
    this.until(soon.cancel);
    this.on(router, "query", () => this.#load());
    this.#load();
  }

  #load() {
    const { by, all } = query();
    this.#rows.load((cursor) => get("/audit", { by, people: all ? undefined : true, cursor, limit: 100 }));
  }

  #row(r) {
    return html`<tr><td>${time(r.at)}</td><td class="strong">${r.by ?? "–"}</td><td class="mono">${r.what}</td><td>${r.subject ?? "–"}</td>
      <td>${r.outcome ? pill(fails(r.outcome) ? "failed" : "ok", { text: r.outcome }) : "–"}</td><td class="numeric">${r.address ?? "–"}</td></tr>`;
  }

  #list() {
    const { rows, problem } = this.#rows;
    if (problem) {
      return html`<sk-failure .problem=${problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!rows) {
      return html`<sk-waiting></sk-waiting>`;
    }
    return rows.length === 0
      ? html`<sk-empty .heading=${"Nothing is on record"} .text=${"Nobody of that name has done anything here yet."}></sk-empty>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Audit"><table><thead><tr><th>When</th><th>Who</th><th>What</th><th>About</th><th>Outcome</th><th>From</th></tr></thead><tbody>${rows.map((r) => this.#row(r))}</tbody></table></div>${more(this.#rows)}`;
  }

  view() {
    return html`<div class="stack"><div class="filters"><input type="search" aria-label="User, token or handler" placeholder="Only of this user or token:name" .value=${query().by ?? ""} @change=${(e) => setQuery({ by: e.target.value.trim() })}>
        <div class="segments" role="group" aria-label="Kind">${KINDS.map(([value, label]) => html`<button aria-pressed=${(query().all ?? null) === value} @click=${() => setQuery({ all: value })}>${label}</button>`)}</div></div>
      <div class="panel">${this.#list()}</div></div>`;
  }
}
customElements.define("sk-audit-tab", AuditTab);
