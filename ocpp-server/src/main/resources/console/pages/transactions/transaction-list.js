// Transactions as a table, live.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { between, energy } from "/console/core/format.js";
import { follow, gathered } from "/console/core/stream.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { pill } from "/console/parts/pill.js";
import { time } from "/console/parts/time.js";

const TYPES = "TransactionStarted,TransactionUpdated,TransactionEnded,TransactionAuthorized";

class TransactionList extends SkElement {
  // filter: { station, active, from, to }
  static { this.props("filter"); }
  #paged = new Paged(() => this.draw());
  #key = "";

  start() {
    const soon = gathered(() => this.#load(), 700);
    this.until(follow({ station: this.filter.station, type: TYPES }, () => {
      // Who has scrolled on through older ones is left in peace.
      if ((this.#paged.rows?.length ?? 0) <= 100) {
        soon();
      }
    }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  changed() {
    const key = JSON.stringify(this.filter);
    if (this.isConnected && key !== this.#key) {
      this.#load();
    }
  }

  #load() {
    this.#key = JSON.stringify(this.filter);
    return this.#paged.load((cursor) => get("/transactions", { ...this.filter, cursor, limit: 100 }));
  }

  #row(t) {
    const used = t.meterStart !== null && t.meterStop !== null ? energy(t.meterStop - t.meterStart) : "–";
    return html`<tr class="link"><td><a href="/transactions/${seg(t.id)}" aria-label="Transaction of ${t.station}, ${t.startedAt}">${time(t.startedAt)}</a></td>
      ${this.filter.station ? nothing : html`<td><a href="/stations/${seg(t.station)}">${t.station}</a></td>`}
      <td class="wide">${t.evse ? `EVSE ${t.evse}` : t.connector ?? "–"}</td>
      <td>${t.active ? pill(t.chargingState ?? "Active") : pill("done", { text: "Ended" })}</td>
      <td class="mono wide">${t.idToken ?? "–"}</td><td class="num">${between(t.startedAt, t.stoppedAt)}</td><td class="num">${used}</td>
      <td class="wide muted">${[t.stopReason, t.offline ? "offline" : null, t.missing ? `${t.missing} missing` : null].filter(Boolean).join(", ")}</td></tr>`;
  }

  view() {
    const { rows, problem } = this.#paged;
    if (problem) {
      return html`<sk-failure .problem=${problem} .again=${() => this.#load()}></sk-failure>`;
    }
    if (!rows) {
      return html`<sk-waiting></sk-waiting>`;
    }
    if (rows.length === 0) {
      return html`<sk-empty .heading=${"No transaction"} .text=${"There is none here, or the filters hide it. A transaction appears when a station starts one."}></sk-empty>`;
    }
    return html`<div class="scroll"><table><thead><tr><th>Started</th>${this.filter.station ? nothing : html`<th>Station</th>`}<th class="wide">Connector</th><th>State</th>
      <th class="wide">Token</th><th class="num">Time</th><th class="num">Energy</th><th class="wide">Remarks</th></tr></thead>
      <tbody>${rows.map((t) => this.#row(t))}</tbody></table></div>${more(this.#paged)}`;
  }
}
customElements.define("sk-transaction-list", TransactionList);
