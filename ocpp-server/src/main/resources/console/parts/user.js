// Theme and user, behind one button.
import { remove } from "/console/core/api.js";
import { SkElement, html } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { session } from "/console/core/session.js";
import { failed } from "/console/parts/toasts.js";

const THEMES = [["auto", "auto", "Theme of the system"], ["light", "sun", "Light"], ["dark", "moon", "Dark"]];

class User extends SkElement {
  #theme() {
    return document.documentElement.dataset.theme ?? "auto";
  }

  #choose(theme) {
    if (theme === "auto") {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem("theme");
    } else {
      document.documentElement.dataset.theme = theme;
      localStorage.setItem("theme", theme);
    }
    dispatchEvent(new Event("themechange"));
    this.draw();
  }

  async #logout() {
    try {
      await remove("/session");
      session.over();
    } catch (problem) {
      failed(problem);
    }
  }

  view() {
    return html`<button class="quiet icon" popovertarget="user" aria-label="User and theme">${icon("access")}</button>
      <div id="user" popover>
        <p class="who"><span class="strong">${session.name}</span><br><span class="muted small">${session.role}</span></p>
        ${THEMES.map(([theme, glyph, label]) => html`<button class="quiet" aria-pressed=${this.#theme() === theme}
          @click=${() => this.#choose(theme)}>${icon(glyph)}${label}</button>`)}
        <a href="/api/docs" target="_blank">${icon("docs")}API documentation</a>
        <button class="quiet" @click=${() => this.#logout()}>${icon("logout")}Log out</button>
      </div>`;
  }
}
customElements.define("sk-user", User);
