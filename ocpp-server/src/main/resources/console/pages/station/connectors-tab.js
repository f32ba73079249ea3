// The connectors with the last status each told, and the transaction that runs there.
import { get, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { between, connectorName } from "/console/core/format.js";
import { follow, gathered } from "/console/core/stream.js";
import { pill } from "/console/parts/pill.js";
import { since, time } from "/console/parts/time.js";

class ConnectorsTab extends SkElement {
  static { this.props("station", "running"); }

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: this.station.id, type: "TransactionStarted,TransactionUpdated,TransactionEnded" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  async #load() {
    try {
      this.running = (await get("/transactions", { station: this.station.id, active: true, limit: 20 })).items;
    } catch {
      this.running = [];
    }
  }

  #connector(c) {
    const s = this.station;
    const t = (this.running ?? []).find((r) => (r.connector ?? 1) === c.connector && (c.evse === null || r.evse === c.evse));
    const fault = c.errorCode && c.errorCode !== "NoError" ? c.errorCode : null;
    return html`<article class="panel connector"><div class="row"><h3>${connectorName(c)}</h3><span class="push">${pill(c.status, { stale: !s.connected })}</span></div>
      ${fault || c.info ? html`<p class="notice ${fault ? "bad" : ""}">${[fault, c.info].filter(Boolean).join(": ")}</p>` : nothing}
      ${t ? html`<p><a href="/transactions/${seg(t.id)}">Transaction</a> for ${between(t.startedAt)}${t.chargingState ? html` · ${t.chargingState}` : nothing}${t.idToken ? html` · <span class="mono">${t.idToken}</span>` : nothing}</p>` : nothing}
      <p class="muted small">Since ${time(c.at)}${s.connected ? nothing : "; as it was when the station was last online"}</p></article>`;
  }

  view() {
    const s = this.station;
    return html`<div class="stack">
      ${s.connectors.length
        ? html`<div class="connectors">${s.connectors.map((c) => this.#connector(c))}</div>`
        : html`<div class="panel"><sk-empty .heading=${"No connector has told its status"} .text=${"A station tells the status of its connectors after its boot was accepted."}></sk-empty></div>`}
      <section class="panel"><header><h2>Station</h2></header><dl class="body facts">
        ${[["Vendor", s.vendor], ["Model", s.model], ["Serial number", s.serialNumber], ["Firmware", s.firmware], ["OCPP", s.version], ["Registration", s.registration ?? "not booted yet"]]
          .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value ?? "–"}</dd></div>`)}
        <div><dt>Last seen</dt><dd>${since(s.lastSeen)}</dd></div></dl></section></div>`;
  }
}
customElements.define("sk-connectors-tab", ConnectorsTab);
