// Times, numbers and texts for people.
const DAY = new Intl.DateTimeFormat(undefined, { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit", hour12: false });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
const NUMBER = new Intl.NumberFormat();

export const number = (n) => NUMBER.format(n ?? 0);
export const clock = (at) => (at ? CLOCK.format(new Date(at)) : "");
export const full = (at) => (at ? FULL.format(new Date(at)) : "");

/** Short, the date only when it is not today. */
export function moment(at) {
  if (!at) {
    return "–";
  }
  const time = new Date(at);
  return time.toDateString() === new Date().toDateString() ? CLOCK.format(time) : DAY.format(time);
}

/** "4 min ago". */
export function ago(at, now = Date.now()) {
  if (!at) {
    return "never";
  }
  const seconds = Math.max(0, (now - new Date(at)) / 1000);
  return seconds < 5 ? "just now" : span(seconds) + " ago";
}

/** "2 h 05 min" of seconds. */
export function span(seconds) {
  if (seconds < 60) {
    return Math.round(seconds) + " s";
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return minutes + " min";
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, "0")} min` : Math.floor(hours / 24) + " days";
}

export const between = (from, to) => span(Math.max(0, (new Date(to ?? Date.now()) - new Date(from)) / 1000));
export const millis = (ms) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Energy of Wh. */
export function energy(wh) {
  return wh === null || wh === undefined ? "–" : wh < 1000 ? `${Math.round(wh)} Wh` : `${(wh / 1000).toFixed(2)} kWh`;
}

/** "SuspendedEV" as "Suspended EV". */
export const words = (name) => String(name ?? "").replace(/([a-z])([A-Z])/g, "$1 $2");

/** One line of a JSON value. */
export function gist(value, longest = 160) {
  const text = JSON.stringify(value ?? {});
  const inner = text.length > 2 ? text.slice(1, -1).replace(/"([A-Za-z0-9_]+)":/g, "$1: ").replace(/,(?=\S)/g, ", ") : "";
  return inner.length > longest ? inner.slice(0, longest) + "…" : inner;
}

export const connectorName = (c) =>
  c.evse === null || c.evse === undefined
    ? c.connector === 0 ? "Station" : `Connector ${c.connector}`
    : `EVSE ${c.evse} · ${c.connector}`;
