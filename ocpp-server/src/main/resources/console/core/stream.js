// Server-sent events over fetch: any event type is heard, a refusal can be read, and a stream that
// breaks goes on behind the last event it brought.
import { failure, headers, url } from "/console/core/api.js";

const AWAY_MILLIS = 20_000;

/** What the indicator at the top shows. */
export const liveState = Object.assign(new EventTarget(), { streams: new Map() });

function report(key, state) {
  state === null ? liveState.streams.delete(key) : liveState.streams.set(key, state);
  liveState.dispatchEvent(new Event("change"));
}

/**
 * Follows the events of the log until the returned function is called.
 *
 * @param query station, type (with commas between), after
 * @param heard called with each event
 * @param opened called when nothing is missed from here on: what was loaded before may be old. By
 *     itself it is `heard` where that only asks again and looks at no event.
 */
export function follow(query, heard, opened = heard.cancel && heard) {
  const key = Symbol();
  let last = query.after ?? null;
  let ended = false;
  let abort = null;
  let timer = 0;
  let failures = 0;

  async function run() {
    abort = new AbortController();
    report(key, "waiting");
    try {
      const response = await fetch(url("/events/stream", { ...query, after: last }), {
        headers: headers({ Accept: "text/event-stream" }),
        signal: abort.signal,
      });
      if (!response.ok) {
        throw await failure(response);
      }
      failures = 0;
      report(key, "live");
      if (last === null) {
        opened?.();
      }
      await read(response.body.getReader());
      again(500);
    } catch (problem) {
      if (!ended && problem.name !== "AbortError") {
        again(Math.min(15_000, 1000 * 2 ** failures++));
      }
    }
  }

  async function read(reader) {
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      blocks.forEach(take);
    }
  }

  function take(block) {
    let data = "";
    for (const line of block.split("\n")) {
      if (line.startsWith("id: ")) {
        last = line.slice(4);
      } else if (line.startsWith("data: ")) {
        data += (data ? "\n" : "") + line.slice(6);
      }
    }
    if (data && !ended) {
      heard(JSON.parse(data));
    }
  }

  function again(millis) {
    if (!ended) {
      report(key, "waiting");
      timer = setTimeout(run, millis);
    }
  }

  // A browser has few connections per host: tabs that nobody looks at give theirs back.
  function seen() {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => {
        abort?.abort();
        report(key, "away");
      }, AWAY_MILLIS);
    } else if (liveState.streams.get(key) !== "live") {
      abort?.abort();
      run();
    }
  }

  document.addEventListener("visibilitychange", seen);
  run();
  return () => {
    ended = true;
    clearTimeout(timer);
    abort?.abort();
    document.removeEventListener("visibilitychange", seen);
    report(key, null);
  };
}

/** A function that runs `work` soon, once for many calls, and never twice at a time. */
export function gathered(work, millis = 250) {
  let timer = 0;
  let busy = false;
  let wanted = false;
  async function run() {
    timer = 0;
    if (busy) {
      wanted = true;
      return;
    }
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
      if (wanted) {
        wanted = false;
        soon();
      }
    }
  }
  const soon = () => {
    timer ||= setTimeout(run, millis);
  };
  soon.cancel = () => clearTimeout(timer);
  return soon;
}
