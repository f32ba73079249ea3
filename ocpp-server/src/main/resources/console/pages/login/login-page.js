// The way in.
import { post } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { session } from "/console/core/session.js";

class LoginPage extends SkElement {
  static { this.props("problem", "busy"); }

  start() {
    document.title = "Log in · Stationkeeper";
  }

  drawn() {
    if (!this.contains(document.activeElement)) {
      this.querySelector("input")?.focus();
    }
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    try {
      session.begin(await post("/session", { user: form.get("user"), password: form.get("password") }));
    } catch (problem) {
      this.problem = problem;
      this.querySelector("[name=password]").select();
    } finally {
      this.busy = false;
    }
  }

  view() {
    return html`<main class="login"><form class="panel" @submit=${(e) => this.#submit(e)}>
      <div class="title"><img src="/console/icon.svg" alt=""><h1>Stationkeeper</h1></div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem.message}</p>` : nothing}
      <label class="field"><span class="label">User</span>
        <input name="user" autocomplete="username" autocapitalize="none" required></label>
      <label class="field"><span class="label">Password</span>
        <input name="password" type="password" autocomplete="current-password" required></label>
      <button class="primary" ?disabled=${this.busy}>${this.busy ? "Logging in…" : "Log in"}</button>
      <p class="muted small">The first start prints the password of the user <code>admin</code>.</p>
    </form></main>`;
  }
}
customElements.define("sk-login-page", LoginPage);
