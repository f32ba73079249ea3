// The certificates that the station has told that it has, and the way to change them.
import { get, post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { confirmed } from "/console/parts/confirm.js";
import { more } from "/console/parts/more.js";
import { Paged } from "/console/parts/paged.js";
import { since } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/entry-dialog.js";

const TYPES = {
  "1.6": ["CentralSystemRootCertificate", "ManufacturerRootCertificate"],
  "2.0.1": ["CSMSRootCertificate", "ManufacturerRootCertificate", "MORootCertificate", "V2GRootCertificate"],
  "2.1": ["CSMSRootCertificate", "ManufacturerRootCertificate", "MORootCertificate", "V2GRootCertificate", "OEMRootCertificate"],
};

class CertificatesTab extends SkElement {
  static { this.props("station", "busy"); }
  #paged = new Paged(() => this.draw());

  start() {
    const soon = gathered(() => this.#load());
    this.until(follow({ station: this.station.id, type: "CertificatesListed,CertificateGone" }, soon));
    this.until(soon.cancel);
    this.#load();
  }

  #load() {
    return this.#paged.load((cursor) => get(`/stations/${seg(this.station.id)}/certificates`, { cursor, limit: 100 }));
  }

  get #types() {
    return TYPES[this.station.version] ?? TYPES["2.0.1"];
  }

  /** Throws with what is wrong unless the station answers with one of `good`. */
  async #send(action, payload, good) {
    this.busy = true;
    try {
      const answer = await post(`/stations/${seg(this.station.id)}/commands`, { action, payload, waitSeconds: 60 });
      const said = answer.response?.status ?? answer.status;
      if (!good.includes(said)) {
        throw new Error(`The station answered ${action} with ${said}.`);
      }
    } finally {
      this.busy = false;
    }
  }

  /** 1.6 tells one type at a time. */
  async #ask() {
    const asked = this.station.version === "1.6" ? this.#types.map((certificateType) => ({ certificateType })) : [{}];
    for (const payload of asked) {
      await this.#send("GetInstalledCertificateIds", payload, ["Accepted", "NotFound"]);
    }
  }

  async #refresh() {
    try {
      await this.#ask();
      done("The station told its certificates.");
    } catch (problem) {
      failed(problem);
    }
  }

  #install = async ({ certificateType, certificate }) => {
    await this.#send("InstallCertificate", { certificateType, certificate: certificate.trim() + "\n" }, ["Accepted"]);
    done("The certificate is installed.");
    await this.#refresh();
  };

  async #delete({ type, hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }) {
    const sure = await confirmed({ heading: `Delete ${serialNumber}?`, text: `A ${type}. Without the root that has issued this server's certificate the station no longer connects by TLS.`, yes: "Delete the certificate" });
    if (sure) {
      try {
        await this.#send("DeleteCertificate", { certificateHashData: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } }, ["Accepted", "NotFound"]);
        done("The certificate is deleted.");
        this.#load();
      } catch (problem) {
        failed(problem);
      }
    }
  }

  #row(c) {
    const may = session.can("operator") && this.station.connected;
    return html`<tr><td class="mono strong">${c.serialNumber}${c.under ? html`<span class="muted"> below ${c.under}</span>` : nothing}</td><td>${c.type}</td>
      <td class="wide">${c.hashAlgorithm}</td><td class="wide muted">${since(c.at)}</td>
      <td class="num">${may && !c.under ? html`<button class="small" aria-label="Delete ${c.serialNumber}" ?disabled=${this.busy} @click=${() => this.#delete(c)}>Delete</button>` : nothing}</td></tr>`;
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
      ? html`<sk-empty .heading=${"No certificate is known"} .text=${"The station has told of none. Ask it, or install one."}></sk-empty>`
      : html`<div class="scroll" tabindex="0" role="group" aria-label="Certificates"><table><thead><tr><th>Serial number</th><th>Type</th><th class="wide">Hashed by</th><th class="wide">Told</th><th></th></tr></thead>
        <tbody>${rows.map((c) => this.#row(c))}</tbody></table></div>${more(this.#paged)}`;
  }

  view() {
    const off = this.busy || !this.station.connected;
    const title = this.station.connected ? "" : "The station is offline";
    return html`<div class="stack">${session.can("operator") ? html`<div class="filters"><span class="push row">
        <button ?disabled=${off} title=${title} @click=${() => this.#refresh()}>${icon("down")}${this.busy ? "Asking…" : "Read from the station"}</button>
        <button ?disabled=${off} title=${title} @click=${() => this.querySelector("sk-entry-dialog").open()}>${icon("plus")}Install a certificate</button></span></div>` : nothing}
      <div class="panel">${this.#list()}</div>
      <sk-entry-dialog .heading=${"Install a certificate"} .verb=${"Install"} .onentry=${this.#install} .fields=${[
        { name: "certificateType", label: "What it is for", options: this.#types },
        { name: "certificate", label: "Certificate", required: true, maxlength: 10_000, lines: 8, hint: "A root in PEM, from BEGIN CERTIFICATE to END CERTIFICATE." },
      ]}></sk-entry-dialog></div>`;
  }
}
customElements.define("sk-certificates-tab", CertificatesTab);
