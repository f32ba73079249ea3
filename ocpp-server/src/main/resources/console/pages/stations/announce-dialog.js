// Makes a station known before it connects.
import { post, seg } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { go } from "/console/core/router.js";
import { done } from "/console/parts/toasts.js";

class AnnounceDialog extends SkElement {
  static { this.props("problem"); }

  open() {
    this.problem = null;
    this.querySelector("dialog").showModal();
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    try {
      const station = await post("/stations", { id: form.get("id"), label: form.get("label") || null });
      this.querySelector("dialog").close();
      done(`Station ${station.id} is announced.`);
      go("/stations/" + seg(station.id));
    } catch (problem) {
      this.problem = problem;
    }
  }

  view() {
    return html`<dialog aria-labelledby="announce"><form @submit=${(e) => this.#submit(e)}>
      <h2 id="announce">Announce a station</h2>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.message}</p>` : nothing}
      <label class="field"><span class="label">Id <span class="must">required</span></span><input name="id" required maxlength="48">
        <span class="hint">As the station will say it when it connects.</span></label>
      <label class="field"><span class="label">Label</span><input name="label" maxlength="200"><span class="hint">For people: a place, a name.</span></label>
      <div class="actions"><button type="button" @click=${() => this.querySelector("dialog").close()}>Cancel</button><button class="primary">Announce</button></div>
    </form></dialog>`;
  }
}
customElements.define("sk-announce-dialog", AnnounceDialog);
