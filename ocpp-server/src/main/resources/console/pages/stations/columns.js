// The columns of the station list.
import { html, nothing } from "/console/core/element.js";
import { rank } from "/console/core/status.js";
import { pill } from "/console/parts/pill.js";
import { since } from "/console/parts/time.js";

/** Connectors by status: "2 Charging". The station itself (1.6's connector 0) counts when it is not well. */
export function connectors(station) {
  const counts = new Map();
  for (const c of station.connectors) {
    if (c.connector > 0 || c.evse || c.status !== "Available") {
      counts.set(c.status, (counts.get(c.status) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort((a, b) => rank(a[0]) - rank(b[0]));
  const stale = !station.connected;
  return sorted.length === 0
    ? html`<span class="muted">–</span>`
    : html`<span class="pills">${sorted.map(([status, n]) => pill(status, { text: `${n} ${status}`, stale, title: stale ? "As it was when the station was last online" : "" }))}</span>`;
}

export const online = (station) => pill(station.connected ? "online" : "offline", { text: station.connected ? "Online" : "Offline" });

// Made once: comparing by a collator that exists is many times faster.
const NATURAL = new Intl.Collator(undefined, { numeric: true });

const worst = (station) => Math.min(99, ...station.connectors.map((c) => rank(c.status)));

const PHONE = [
  { name: "id", label: "Station", width: "1fr", cell: (s) => html`<span class="strong">${s.id}</span> <span class="muted">${s.label ?? s.model ?? ""}</span>` },
  { name: "online", label: "Connection", width: "auto", cell: online },
  { name: "connectors", label: "Connectors", width: "", cell: connectors },
];

const DESK = [
  { name: "id", label: "Station", width: "minmax(150px, 1.3fr)", sort: (a, b) => NATURAL.compare(a.id, b.id),
    cell: (s) => html`<span class="strong">${s.id}</span>${s.label ? html` <span class="muted">${s.label}</span>` : nothing}` },
  { name: "online", label: "Connection", width: "104px", sort: (a, b) => a.connected - b.connected, cell: online },
  { name: "connectors", label: "Connectors", width: "minmax(210px, 1.8fr)", sort: (a, b) => worst(a) - worst(b), cell: connectors },
  { name: "version", label: "OCPP", width: "64px", sort: (a, b) => NATURAL.compare(a.version ?? "", b.version ?? ""), cell: (s) => s.version ?? "–" },
  { name: "model", label: "Vendor and model", width: "minmax(120px, 1.2fr)", sort: (a, b) => NATURAL.compare(`${a.vendor} ${a.model}`, `${b.vendor} ${b.model}`),
    cell: (s) => (s.model ? `${s.vendor} ${s.model}` : html`<span class="muted">not booted yet</span>`) },
  { name: "firmware", label: "Firmware", width: "minmax(80px, 0.7fr)", sort: (a, b) => NATURAL.compare(a.firmware ?? "", b.firmware ?? ""), cell: (s) => s.firmware ?? "–" },
  { name: "seen", label: "Last seen", width: "118px", sort: (a, b) => NATURAL.compare(a.lastSeen ?? "", b.lastSeen ?? ""), cell: (s) => since(s.lastSeen) },
];

export const columns = (phone) => (phone ? PHONE : DESK);

/** @param order a column's name, with "-" in front for downwards */
export function sort(stations, order) {
  const down = order.startsWith("-");
  const by = DESK.find((c) => c.name === order.replace("-", "")) ?? DESK[0];
  stations.sort(by.sort);
  return down ? stations.reverse() : stations;
}
