// One station: what it is at the top, its sides as tabs with addresses of their own.
import { get, patch, remove, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { go } from "/console/core/router.js";
import { session } from "/console/core/session.js";
import { follow, gathered } from "/console/core/stream.js";
import { online } from "/console/pages/stations/columns.js";
import { confirmed } from "/console/parts/confirm.js";
import { pill } from "/console/parts/pill.js";
import { since } from "/console/parts/time.js";
import { done, failed } from "/console/parts/toasts.js";
import "/console/parts/entry-dialog.js";
import "/console/pages/station/connectors-tab.js";
import "/console/pages/station/messages-tab.js";
import "/console/pages/station/commands-tab.js";
import "/console/pages/station/variables-tab.js";
import "/console/pages/station/certificates-tab.js";
import "/console/pages/station/transactions-tab.js";
import "/console/pages/station/flows-tab.js";
import "/console/pages/station/state-tab.js";
import "/console/pages/station/handlers-tab.js";

const TABS = [
  ["", "Connectors", (s) => html`<sk-connectors-tab .station=${s}></sk-connectors-tab>`],
  ["messages", "Messages", (s) => html`<sk-messages-tab .station=${s}></sk-messages-tab>`],
  ["commands", "Commands", (s) => html`<sk-commands-tab .station=${s}></sk-commands-tab>`],
  ["variables", "Device model", (s) => html`<sk-variables-tab .station=${s}></sk-variables-tab>`],
  ["certificates", "Certificates", (s) => html`<sk-certificates-tab .station=${s}></sk-certificates-tab>`],
  ["transactions", "Transactions", (s) => html`<sk-station-transactions-tab .station=${s}></sk-station-transactions-tab>`],
  ["flows", "Flows", (s) => html`<sk-flows-tab .station=${s}></sk-flows-tab>`],
  ["state", "State machine", (s) => html`<sk-state-tab .station=${s}></sk-state-tab>`],
  ["handlers", "Handlers", (s) => html`<sk-station-handlers-tab .station=${s}></sk-station-handlers-tab>`],
];
const TYPES = "ConnectionOpened,ConnectionClosed,ConnectorStatusReported,BootNotified,RegistrationDecided";

class StationPage extends SkElement {
  static { this.props("params", "station", "problem"); }
  #stop = () => {};
  #tab = null;
  #of = null;

  start() {
    this.until(() => this.#stop());
    this.#begin();
  }

  changed(name) {
    if (name === "params" && this.isConnected) {
      this.#begin();
    }
  }

  #begin() {
    if (this.#of === this.params.id) {
      return;
    }
    this.#of = this.params.id;
    this.#stop();
    this.station = null;
    const soon = gathered(() => this.#load());
    this.#stop = follow({ station: this.params.id, type: TYPES }, soon);
    this.#load();
  }

  /** On a phone the tabs are wider than the screen: the chosen one is brought into sight. */
  drawn() {
    const tab = this.querySelector(".tabs [aria-current]");
    if (tab && tab !== this.#tab) {
      this.#tab = tab;
      tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
    }
  }

  async #load() {
    const id = this.params.id;
    try {
      const station = await get("/stations/" + seg(id));
      if (id === this.params.id) {
        this.station = station;
        this.problem = null;
        document.title = id + " · Stationkeeper";
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  #label = async ({ label }) => {
    this.station = await patch("/stations/" + seg(this.station.id), { label: label.trim() || null });
    done("The label is changed.");
  };

  async #forget() {
    const { id } = this.station;
    if (await confirmed({ heading: `Forget ${id}?`, text: "It leaves the list; its past stays in the log. It is known again when it connects.", yes: "Forget the station" })) {
      try {
        await remove("/stations/" + seg(id));
        done(`${id} is forgotten.`);
        go("/stations");
      } catch (problem) {
        failed(problem);
      }
    }
  }

  view() {
    const s = this.station;
    if (!s) {
      return this.problem
        ? html`<div class="pagehead"><h1>${this.params.id}</h1></div><div class="panel"><sk-failure .problem=${this.problem} .again=${() => this.#load()}></sk-failure></div>`
        : html`<div class="pagehead"><h1>${this.params.id}</h1></div><div class="panel"><sk-waiting></sk-waiting></div>`;
    }
    const tab = TABS.find(([name]) => name === (this.params.tab ?? "")) ?? TABS[0];
    const base = "/stations/" + seg(s.id);
    return html`<div class="pagehead"><h1>${s.id}</h1>${s.label ? html`<span class="lead">${s.label}</span>` : nothing}
        ${online(s)}${s.registration ? pill(s.registration) : nothing}
        <span class="lead">${s.version ? "OCPP " + s.version : ""}${s.model ? ` · ${s.vendor} ${s.model}` : ""}${s.firmware ? ` · ${s.firmware}` : ""}</span>
        ${s.connected ? nothing : html`<span class="lead">last seen ${since(s.lastSeen)}</span>`}
        ${session.can("operator") ? html`<span class="push row"><button class="small" @click=${() => this.querySelector("sk-entry-dialog").open()}>${s.label ? "Change the label" : "Add a label"}</button>
          ${s.connected ? nothing : html`<button class="small danger" @click=${() => this.#forget()}>Forget</button>`}</span>` : nothing}</div>
      <nav class="tabs" aria-label="Sides of the station">${TABS.map(([name, label]) => html`<a href=${name ? `${base}/${name}` : base} aria-current=${tab[0] === name ? "page" : nothing}>${label}</a>`)}</nav>
      ${tab[2](s)}
      <sk-entry-dialog .heading=${"Label of " + s.id} .verb=${"Keep"} .onentry=${this.#label}
        .fields=${[{ name: "label", label: "Label", value: s.label ?? "", maxlength: 200, hint: "For people: a place, a name. Empty takes it away." }]}></sk-entry-dialog>`;
  }
}
customElements.define("sk-station-page", StationPage);
