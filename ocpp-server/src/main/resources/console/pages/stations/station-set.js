// The stations that a list shows, loaded page by page and kept up to date by events.
import { get, seg } from "/console/core/api.js";
import { follow, gathered } from "/console/core/stream.js";

const FIRST = 100;
const PAGE = 1000;
/** More than that nobody scrolls through: the list says so and asks for a filter. */
export const MOST = 20_000;
const TYPES = "ConnectionOpened,ConnectionClosed,ConnectorStatusReported,BootNotified,RegistrationDecided,StationRegistered,StationRemoved";

const ORDERS = { id: "id", version: "version", model: "model", firmware: "firmware", seen: "lastSeen" };

const TEXTS = ["id", "label", "vendor", "model", "serialNumber", "firmware"];

/** The server's filter, for stations that are here already. */
export function matches(station, filter) {
  const text = filter.q?.trim().toLowerCase();
  return (!filter.connected || String(station.connected) === filter.connected)
    && (!filter.version || station.version === filter.version)
    && (!filter.status || station.connectors.some((c) => c.status === filter.status))
    && (!text || TEXTS.some((name) => station[name]?.toLowerCase().includes(text)));
}

/** The server's name for the order of a column; undefined where it has none. */
function serverOrder(order = "id") {
  const down = order.startsWith("-");
  const name = ORDERS[down ? order.slice(1) : order];
  return name && (down || name !== "id") ? (down ? "-" : "") + name : undefined;
}

export class StationSet {
  #byId = new Map();
  #filter = {};
  #order;
  #abort = null;
  #stop = null;
  #changed;
  // A busy fleet tells a hundred things a second: the list is drawn a few times.
  #soon = gathered(() => this.#changed(), 200);

  complete = false;
  capped = false;
  problem = null;

  /** @param changed called whenever what `list` gives is another */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Begins to follow; returns when nothing is missed of what `show` loads from then on. */
  async follow() {
    let closed = false;
    this.#stop = () => (closed = true);
    const { position } = await get("/overview");
    if (!closed) {
      this.#stop = follow({ type: TYPES, after: position }, (event) => this.#heard(event));
    }
  }

  close() {
    this.#stop?.();
    this.#abort?.abort();
    this.#soon.cancel();
  }

  /**
   * Shows the stations of `filter`: at once when all are here, else by asking the server. Where there
   * are more than are shown, `order` says which: a column's name, with "-" in front for downwards.
   */
  async show(filter, order) {
    const sort = serverOrder(order);
    const all = this.complete && !this.capped && !Object.values(this.#filter).some(Boolean);
    const same = JSON.stringify(filter) === JSON.stringify(this.#filter) && this.#abort && !this.problem;
    if (all || (same && (this.complete || sort === this.#order))) {
      this.#changed();
      return;
    }
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#filter = filter;
    this.#order = sort;
    this.complete = false;
    this.capped = false;
    this.problem = null;
    let cursor = null;
    const fresh = new Map();
    try {
      do {
        const page = await get("/stations", { ...filter, sort, cursor, limit: fresh.size ? PAGE : FIRST }, signal);
        page.items.forEach((station) => fresh.set(station.id, station));
        this.#byId = fresh;
        cursor = page.next;
        this.capped = Boolean(cursor) && fresh.size >= MOST;
        this.complete = !cursor;
        this.#changed();
      } while (cursor && !this.capped);
    } catch (problem) {
      if (problem.name !== "AbortError") {
        this.problem = problem;
        this.#changed();
      }
    }
  }

  list(filter) {
    return [...this.#byId.values()].filter((station) => matches(station, filter));
  }

  #heard({ station: stream, type, at, payload }) {
    const id = stream === "$system" ? payload.station : stream;
    const known = this.#byId.get(id);
    if (type === "StationRemoved") {
      this.#byId.delete(id);
      this.#soon();
    } else if (!known || type === "StationRegistered") {
      this.#fetch(id);
    } else {
      this.#byId.set(id, apply(known, type, at, payload));
      this.#soon();
    }
  }

  async #fetch(id) {
    try {
      const station = await get("/stations/" + seg(id));
      if (matches(station, this.#filter)) {
        this.#byId.set(id, station);
        this.#soon();
      }
    } catch {
      // It is gone again, or the next event about it brings it.
    }
  }
}

function apply(station, type, at, payload) {
  const seen = { ...station, lastSeen: at };
  switch (type) {
    case "ConnectionOpened": return { ...seen, connected: true, version: payload.version };
    case "ConnectionClosed": return { ...seen, connected: false };
    case "BootNotified":
      return { ...seen, vendor: payload.vendor, model: payload.model, serialNumber: payload.serialNumber ?? null, firmware: payload.firmwareVersion ?? null };
    case "RegistrationDecided": return { ...seen, registration: payload.status };
    case "ConnectorStatusReported": {
      const fresh = { evse: payload.evse ?? null, connector: payload.connector, status: payload.status, errorCode: payload.errorCode ?? null, info: payload.info ?? null, at: payload.at };
      const others = station.connectors.filter((c) => c.evse !== fresh.evse || c.connector !== fresh.connector);
      return { ...seen, connectors: [...others, fresh].sort((a, b) => (a.evse ?? 0) - (b.evse ?? 0) || a.connector - b.connector) };
    }
    default: return seen;
  }
}
