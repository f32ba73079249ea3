// The transactions of all stations, the filters in the address.
import { SkElement, html, nothing } from "/console/core/element.js";
import { url } from "/console/core/api.js";
import { query, router, setQuery } from "/console/core/router.js";
import "/console/pages/transactions/transaction-list.js";

const STATES = [[null, "All"], ["true", "Active"], ["false", "Ended"]];

const instant = (day, plus = 0) => {
  if (!day) {
    return undefined;
  }
  const at = new Date(day + "T00:00:00");
  at.setDate(at.getDate() + plus);
  return at.toISOString();
};

class TransactionsPage extends SkElement {
  static { this.props("params"); }

  start() {
    this.on(router, "query", () => this.draw());
    this.on(router, "change", () => this.draw());
  }

  view() {
    const { station, active, from, to } = query();
    const filter = { station, active, from: instant(from), to: instant(to, 1) };
    return html`<div class="pagehead"><h1>Transactions</h1></div>
      <div class="stack"><div class="filters">
        <input type="search" aria-label="Station id" placeholder="Id of a station" .value=${station ?? ""} @change=${(e) => setQuery({ station: e.target.value.trim() })}>
        <div class="segments" role="group" aria-label="State">${STATES.map(([value, label]) => html`<button aria-pressed=${(active ?? null) === value} @click=${() => setQuery({ active: value })}>${label}</button>`)}</div>
        <label class="field inline"><span class="label">From</span><input type="date" .value=${from ?? ""} @change=${(e) => setQuery({ from: e.target.value })}></label>
        <label class="field inline"><span class="label">To</span><input type="date" .value=${to ?? ""} @change=${(e) => setQuery({ to: e.target.value })}></label>
        ${station || active || from || to ? html`<button class="quiet" @click=${() => setQuery({ station: null, active: null, from: null, to: null })}>Clear</button>` : nothing}
        <a class="button push" href=${url("/transactions.csv", filter)} download="transactions.csv">Export as CSV</a>
      </div><div class="panel"><sk-transaction-list .filter=${filter}></sk-transaction-list></div></div>`;
  }
}
customElements.define("sk-transactions-page", TransactionsPage);
