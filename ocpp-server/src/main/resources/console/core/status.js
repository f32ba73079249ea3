// Which colour of the field a status has. The word itself is always shown beside it.
const TONES = {
  available: "available", accepted: "available", online: "available", running: "available", ready: "available",
  active: "available", ok: "available", cleared: "available", installed: "available", idle: "available",
  preparing: "busy", finishing: "busy", occupied: "busy", evconnected: "busy", pending: "busy", sent: "busy",
  starting: "busy", reinstalling: "busy", backoff: "reserved", queued: "busy", stopping: "busy", initialising: "busy",
  charging: "charging",
  suspendedev: "suspended", suspendedevse: "suspended", suspended: "suspended",
  unavailable: "unavailable", offline: "unavailable", cancelled: "unavailable", done: "unavailable",
  used: "available", complete: "available", removed: "unavailable", replaced: "unavailable", requested: "busy",
  stopped: "unavailable", info: "unavailable", expired: "unavailable", viewer: "unavailable", invalid: "unavailable",
  faulted: "faulted", rejected: "faulted", error: "faulted", timedout: "faulted", quarantined: "faulted", failed: "faulted", interrupted: "faulted", unanswered: "faulted",
  critical: "faulted", blocked: "faulted", refused: "faulted",
  reserved: "reserved", warning: "reserved", swapping: "reserved", acknowledged: "unavailable",
};

/** The severity of statuses, the worst first, to sort by. */
const ORDER = ["faulted", "reserved", "suspended", "charging", "busy", "available", "unavailable"];

export const tone = (status) => TONES[String(status).toLowerCase()] ?? "unavailable";
export const rank = (status) => ORDER.indexOf(tone(status));

export const CONNECTOR_STATUSES = [
  "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Occupied", "Reserved", "Unavailable", "Faulted",
];
