// The start: who is logged in decides between the login and the shell.
import { Failure, get } from "/console/core/api.js";
import { SkElement, html } from "/console/core/element.js";
import { go, install, router } from "/console/core/router.js";
import { session } from "/console/core/session.js";
import "/console/parts/states.js";
import "/console/parts/toasts.js";
import "/console/pages/login/login-page.js";
import "/console/parts/shell.js";

class App extends SkElement {
  static { this.props("phase", "problem"); }

  async start() {
    this.phase = "asking";
    install();
    this.on(session, "change", () => this.#decide());
    this.on(router, "change", () => this.#decide());
    try {
      session.begin(await get("/session"));
    } catch (problem) {
      if (problem instanceof Failure && problem.status === 401) {
        session.over();
      } else {
        this.problem = problem;
        this.phase = "failed";
      }
    }
  }

  #decide() {
    const login = location.pathname === "/login";
    if (!session.name && !login) {
      const from = location.pathname + location.search;
      go("/login" + (from === "/" ? "" : "?next=" + encodeURIComponent(from)), { replace: true });
      return;
    }
    if (session.name && login) {
      const next = new URLSearchParams(location.search).get("next");
      // Only an address of ours: "//host" would be another one's.
      go(next && /^\/(?!\/)/.test(next) ? next : "/", { replace: true });
      return;
    }
    this.phase = session.name ? "in" : "out";
  }

  view() {
    switch (this.phase) {
      case "in": return html`<sk-shell></sk-shell><sk-toasts></sk-toasts>`;
      case "out": return html`<sk-login-page></sk-login-page><sk-toasts></sk-toasts>`;
      case "failed": return html`<main><sk-failure .problem=${this.problem} .again=${() => location.reload()}></sk-failure></main>`;
      default: return html``;
    }
  }
}
customElements.define("sk-app", App);
