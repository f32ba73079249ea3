// Sends a command by a form made of its definition, or as raw JSON, and shows what became of all.
import { post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { words } from "/console/core/format.js";
import { session } from "/console/core/session.js";
import { confirmed } from "/console/parts/confirm.js";
import { json } from "/console/parts/json.js";
import { pill } from "/console/parts/pill.js";
import "/console/parts/command-editor.js";
import "/console/pages/station/command-list.js";

/** They stop something that runs, or change what is hard to change back. */
const HARSH = new Set(["Reset", "UpdateFirmware", "SignedUpdateFirmware", "PublishFirmware", "UnpublishFirmware",
  "DeleteCertificate", "SetNetworkProfile", "RemoteStopTransaction", "RequestStopTransaction", "ChangeAvailability"]);

class CommandsTab extends SkElement {
  static { this.props("station", "busy", "result", "problem"); }

  async #send({ action, payload }) {
    const { id } = this.station;
    if (HARSH.has(action) && !(await confirmed({ heading: `Send ${words(action)} to ${id}?`, text: "It may interrupt somebody who is charging.", yes: "Send" }))) {
      return;
    }
    this.busy = true;
    this.problem = null;
    this.result = null;
    try {
      this.result = { action, ...(await post(`/stations/${seg(id)}/commands`, rawCommand(action, payload), { "Idempotency-Key": crypto.randomUUID() })) };
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #outcome() {
    if (this.problem) {
      return html`<p class="notice bad" role="alert">${this.problem.message}</p>`;
    }
    if (this.busy) {
      return html`<p class="notice" role="status">Sent; waiting for the answer of the station…</p>`;
    }
    if (!this.result) {
      return nothing;
    }
    const { action, status, response } = this.result;
    return html`<section class="panel" role="status"><header><h2>${action}</h2>${pill(status)}</header><div class="body">${response
      ? json(response, "Answer of the station")
      : html`<p class="muted">There is no answer yet. It stays in the list below until it has its end.</p>`}</div></section>`;
  }

  view() {
    const s = this.station;
    return html`<div class="stack">
      ${session.can("operator")
        ? html`${s.connected ? nothing : html`<p class="notice">The station is offline: a command waits an hour for it to come back, then expires.</p>`}
          ${s.version
            ? html`<sk-command-editor .version=${s.version} .busy=${this.busy} .verb=${"Send"} .onsend=${(command) => this.#send(command)} .below=${this.#outcome()}></sk-command-editor>`
            : html`<div class="panel"><sk-empty .heading=${"No version yet"} .text=${"Which commands there are depends on the OCPP version; the station tells it when it first connects."}></sk-empty></div>`}`
        : html`<p class="notice">Commands need the role operator; ${session.name} is ${session.role}.</p>`}
      <sk-command-list .station=${s}></sk-command-list></div>`;
  }
}
customElements.define("sk-commands-tab", CommandsTab);

/** By hand, because a payload typed as text keeps its digits and the order of its members. */
function rawCommand(action, payload) {
  return `{"action":${JSON.stringify(action)},"payload":${payload},"waitSeconds":30}`;
}
