// Drawn on a grid of 24, strokes only.
import { html, svg } from "/console/core/element.js";

const PATHS = {
  overview: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  stations: "M5 21V5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v16M3 21h14M15 11h2a2 2 0 0 1 2 2v3a1.500 1.500 0 0 0 3 0V9l-3-3M10.500 7 8 11.500h4L9.500 16",
  transactions: "M13 3 5 14h6l-1 7 8-11h-6z",
  handlers: "M8 3v4M16 3v4M6 7h12v4a6 6 0 0 1-12 0zM12 17v4",
  alarms: "M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4",
  tasks: "M4 6l1.500 1.500L8 5M4 12l1.500 1.500L8 11M4 18l1.500 1.500L8 17M12 6h8M12 12h8M12 18h8",
  events: "M5 4h14M5 9h14M5 14h9M5 19h6",
  access: "M15 8a3.500 3.500 0 1 1-7 0 3.500 3.500 0 0 1 7 0zM4 20a7.500 7.500 0 0 1 15 0",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500 19 19M5 19l1.500-1.500M17.500 6.500 19 5",
  moon: "M20 14A8.500 8.500 0 0 1 10 4a8.500 8.500 0 1 0 10 10z",
  auto: "M12 3a9 9 0 1 0 0 18zM12 3v18M12 3a9 9 0 0 1 0 18",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  warn: "M12 4 2.500 20h19zM12 10v4M12 17h.01",
  empty: "M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
  plus: "M12 5v14M5 12h14",
  copy: "M9 9h10v11H9zM5 15V4h10",
  pause: "M8 5v14M16 5v14",
  play: "M7 5l12 7-12 7z",
  logout: "M9 4H5v16h4M15 8l4 4-4 4M19 12H9",
  docs: "M6 3h9l4 4v14H6zM9 12h7M9 16h7",
};

export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${PATHS[name]}></path>`}</svg>`;
