// The transactions of one station.
import { SkElement, html } from "/console/core/element.js";
import "/console/pages/transactions/transaction-list.js";

class StationTransactionsTab extends SkElement {
  static { this.props("station"); }

  view() {
    return html`<div class="panel"><sk-transaction-list .filter=${{ station: this.station.id }}></sk-transaction-list></div>`;
  }
}
customElements.define("sk-station-transactions-tab", StationTransactionsTab);
