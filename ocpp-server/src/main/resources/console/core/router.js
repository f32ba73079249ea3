// Addresses and the pages behind them. A page's filters live in the query, so that a view can be shared.
const TABLE = [
  ["/", "overview/overview-page", "Overview"],
  ["/stations", "stations/stations-page", "Stations"],
  ["/stations/:id", "station/station-page", "Station"],
  ["/stations/:id/:tab", "station/station-page", "Station"],
  ["/transactions", "transactions/transactions-page", "Transactions"],
  ["/transactions/:id", "transactions/transaction-page", "Transaction"],
  ["/handlers", "handlers/handlers-page", "Handlers"],
  ["/alarms", "alarms/alarms-page", "Alarms"],
  ["/tasks", "tasks/tasks-page", "Fleet tasks"],
  ["/tasks/:id", "tasks/task-page", "Fleet task"],
  ["/events", "events/events-page", "Events"],
  ["/access", "access/access-page", "Access"],
  ["/access/:tab", "access/access-page", "Access"],
];

export const router = new EventTarget();

/** The page of the present address: module, element, title, parameters; null for none. */
export function here() {
  const parts = location.pathname.replace(/\/+$/, "").split("/");
  for (const [pattern, module, title] of TABLE) {
    const names = pattern.replace(/\/+$/, "").split("/");
    if (names.length === parts.length && names.every((n, i) => n[0] === ":" || n === parts[i])) {
      const params = {};
      names.forEach((n, i) => n[0] === ":" && (params[n.slice(1)] = decodeURIComponent(parts[i])));
      return { module: `/console/pages/${module}.js`, tag: "sk-" + module.split("/")[1], title, params };
    }
  }
  return null;
}

export function go(address, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  router.dispatchEvent(new Event("change"));
}

/** The filters of the page, from the query. */
export function query() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Changes some filters; empty ones go away. The page is told, the history is not filled. */
export function setQuery(changes) {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") {
      params.delete(name);
    } else {
      params.set(name, value);
    }
  }
  const text = params.toString();
  history.replaceState(null, "", location.pathname + (text ? "?" + text : ""));
  router.dispatchEvent(new Event("query"));
}

export function install() {
  addEventListener("popstate", () => router.dispatchEvent(new Event("change")));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const to = new URL(link.href);
    if (to.origin === location.origin && !/^\/(api|metrics|health)\b/.test(to.pathname) && !link.target) {
      event.preventDefault();
      go(to.pathname + to.search);
    }
  });
}
