// Navigation, search, live state and user around every page.
import { get } from "/console/core/api.js";
import { SkElement, html, nothing } from "/console/core/element.js";
import { icon } from "/console/core/icons.js";
import { here, router } from "/console/core/router.js";
import { follow, gathered } from "/console/core/stream.js";
import "/console/parts/live.js";
import "/console/parts/search.js";
import "/console/parts/user.js";

const PLACES = [
  ["/", "overview", "Overview"],
  ["/stations", "stations", "Stations"],
  ["/transactions", "transactions", "Transactions"],
  ["/alarms", "alarms", "Alarms"],
  ["/handlers", "handlers", "Handlers", "minor"],
  ["/tasks", "tasks", "Fleet tasks", "minor"],
  ["/events", "events", "Events", "minor"],
  ["/access", "access", "Access", "minor"],
];
const ALARMS = "AlarmRaised,AlarmCleared,AlarmAcknowledged";

class Shell extends SkElement {
  static { this.props("alarms", "page", "problem"); }
  #element = null;

  start() {
    this.on(router, "change", () => this.#open());
    this.#open();
    const count = gathered(() => this.#count());
    count();
    this.until(follow({ station: "$system", type: ALARMS }, count));
  }

  async #count() {
    try {
      const { items } = await get("/alarms", { open: true, limit: 100 });
      this.alarms = items.filter((alarm) => !alarm.acknowledgedAt).length;
    } catch {
      this.alarms = 0;
    }
  }

  async #open() {
    const page = here();
    this.page = page;
    this.problem = null;
    if (!page) {
      this.#element = null;
      document.title = "Not found · Stationkeeper";
      this.draw();
      return;
    }
    document.title = page.title + " · Stationkeeper";
    try {
      await import(page.module);
    } catch (problem) {
      this.problem = problem;
      return;
    }
    if (this.page !== page) {
      return;
    }
    const same = this.#element?.localName === page.tag;
    const element = same ? this.#element : document.createElement(page.tag);
    element.params = page.params;
    this.#element = element;
    this.drawNow();
    if (!same) {
      scrollTo(0, 0);
    }
  }

  #link([to, name, label]) {
    const current = to === "/" ? location.pathname === "/" : location.pathname.startsWith(to);
    return html`<a href=${to} aria-current=${current ? "page" : nothing}>${icon(name)}<span>${label}</span>
      ${name === "alarms" && this.alarms ? html`<span class="count">${this.alarms > 99 ? "99+" : this.alarms}<span class="unseen"> open</span></span>` : nothing}</a>`;
  }

  #content() {
    if (this.problem) {
      return html`<sk-failure .problem=${this.problem} .again=${() => location.reload()}></sk-failure>`;
    }
    return this.page
      ? this.#element
      : html`<sk-empty .heading=${"There is no such page"} .text=${"The address may be old, or mistyped."}
          .action=${html`<a class="button" href="/">To the overview</a>`}></sk-empty>`;
  }

  view() {
    return html`<a class="skip" href="#main" @click=${(e) => { e.preventDefault(); this.querySelector("main").focus(); }}>Skip to content</a>
      <div class="shell">
        <a class="brand" href="/"><img src="/console/icon.svg" alt="">Stationkeeper</a>
        <header><sk-search></sk-search><sk-live class="push"></sk-live><sk-user></sk-user></header>
        <nav aria-label="Main"><ul>
          ${PLACES.map((place) => html`<li class=${place[3] ?? ""}>${this.#link(place)}</li>`)}
          <li class="more"><button popovertarget="more">${icon("more")}<span>More</span></button>
            <div id="more" popover @click=${(e) => e.currentTarget.hidePopover()}>${PLACES.filter((p) => p[3]).map((place) => this.#link(place))}</div></li>
        </ul></nav>
        <main id="main" tabindex="-1">${this.#content()}</main>
      </div>`;
  }
}
customElements.define("sk-shell", Shell);
