// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at present, and what of it people know. Rules say what begins and what is over; at
 * a {@link #tick} the board says which alarms are to be opened and closed. One alarm a key, however
 * often it begins; what is over is closed after a quiet time; what comes and goes too often is said
 * to do so, and stays open until it has been quiet for longer. Not thread-safe, and reads no clock.
 */
final class Board {
  private static final int MOST = 100_000;

  /** No station can fill the board for the others. */
  private static final int MOST_OF_ONE = 200;

  private static final int MOST_AT_ONCE = 200;
  private static final long ASK_AGAIN = 60_000;
  private static final int LONGEST_KEY = 100;

  /**
   * When an alarm is closed.
   *
   * @param quiet how long what was wrong must be over, in milliseconds
   * @param flaps so often within {@code window} is flapping; then it must be over for {@code
   *     window}
   */
  record Damping(long quiet, int flaps, long window) {}

  /** What is wrong, in words. */
  record Matter(String key, String severity, @Nullable String station, String text) {
    Matter {
      key = fitting(key);
    }
  }

  /** An alarm is to be opened or renewed, or closed. */
  record Order(Matter matter, boolean opens) {}

  private final Map<String, Condition> conditions;
  private final Damping damping;
  private final Map<String, Integer> ofStation = new HashMap<>();
  private long leftOut;

  /**
   * @param conditions by their keys; kept by who makes this
   */
  Board(Map<String, Condition> conditions, Damping damping) {
    this.conditions = conditions;
    this.damping = damping;
    conditions.values().forEach(it -> count(it.station, 1));
  }

  /** The server takes keys of 100 characters. */
  private static String fitting(String key) {
    return key.length() <= LONGEST_KEY
        ? key
        : key.substring(0, LONGEST_KEY - 9) + "~" + HexFormat.of().toHexDigits(key.hashCode());
  }

  /** It is wrong from {@code at} on, and worth an alarm from {@code due} on. */
  void begins(Matter matter, long at, long due) {
    Condition it = of(matter);
    if (it == null) {
      return;
    }
    if (it.beginnings.isEmpty() || it.over != null) {
      it.due = it.open ? at : due;
      begin(it, at);
    }
    it.over = null;
  }

  /** It happened at {@code at}, and is over by itself {@code holds} milliseconds later. */
  void happens(Matter matter, long at, long holds) {
    Condition it = of(matter);
    if (it != null) {
      it.due = at;
      it.beginnings = new ArrayList<>(List.of(at));
      it.over = at + holds;
    }
  }

  private @Nullable Condition of(Matter matter) {
    Condition known = conditions.get(matter.key());
    if (known == null) {
      if (conditions.size() >= MOST || count(matter.station(), 0) >= MOST_OF_ONE) {
        leftOut++;
        return null;
      }
      known = put(matter);
    }
    known.stale |= !known.severity.equals(matter.severity());
    known.severity = matter.severity();
    known.text = matter.text();
    return known;
  }

  private Condition put(Matter matter) {
    Condition made = new Condition(matter.severity(), matter.station(), matter.text());
    conditions.put(matter.key(), made);
    count(matter.station(), 1);
    return made;
  }

  /** How many there are of a station, after adding {@code more}. */
  private int count(@Nullable String station, int more) {
    Integer count =
        station == null
            ? null
            : ofStation.compute(
                station,
                (key, before) -> {
                  int now = (before == null ? 0 : before) + more;
                  return now == 0 ? null : Integer.valueOf(now);
                });
    return count == null ? 0 : count;
  }

  private void begin(Condition it, long at) {
    it.beginnings.add(at);
    if (it.beginnings.size() > damping.flaps()) {
      it.beginnings.removeFirst();
    }
    if (it.beginnings.size() == damping.flaps()
        && at - it.beginnings.getFirst() <= damping.window()) {
      it.due = at;
      it.stale |= !it.flapping;
      it.flapping = true;
    }
  }

  /** It is over at {@code at}; nothing happens when it is not known to be wrong. */
  void ends(String key, long at) {
    Condition known = conditions.get(fitting(key));
    if (known != null && (known.over == null || known.over > at)) {
      known.over = at;
    }
  }

  /**
   * The same of what does not come again: when nobody was told of it there is nothing to keep. A
   * transaction of every connector, several times an hour, would fill the board.
   */
  void endsForGood(String key, long at) {
    String fitting = fitting(key);
    Condition known = conditions.get(fitting);
    if (known != null && !known.open && known.askedUntil == 0) {
      conditions.remove(fitting);
      count(known.station, -1);
    } else {
      ends(key, at);
    }
  }

  /** It concerns nobody any more, whether over or not. */
  void forget(String key) {
    Condition known = conditions.get(fitting(key));
    if (known != null) {
      known.over = 0L;
      known.flapping = false;
    }
  }

  /** The log says that the alarm is open, or closed. */
  void confirmed(Matter matter, boolean open) {
    Condition known = conditions.get(matter.key());
    if (known == null && open) {
      // Nobody knows any more what it was about: of an older version, or of a state that was lost.
      known = put(matter);
      known.over = 0L;
    }
    if (known != null) {
      known.open = open;
      known.askedUntil = 0;
    }
  }

  /** What is to be said now; at most {@value #MOST_AT_ONCE} at a time, the rest at the next. */
  List<Order> tick(long now) {
    List<Order> orders = new ArrayList<>();
    Iterator<Map.Entry<String, Condition>> all = conditions.entrySet().iterator();
    while (all.hasNext() && orders.size() < MOST_AT_ONCE) {
      Map.Entry<String, Condition> entry = all.next();
      Condition it = entry.getValue();
      boolean over = it.isOver(now, it.flapping ? damping.window() : damping.quiet());
      boolean opens = it.holds(now) && (!it.open || it.stale);
      if (now < it.askedUntil) {
        continue;
      }
      if (over && !it.open) {
        all.remove();
        count(it.station, -1);
      } else if (opens || (over && it.open)) {
        it.askedUntil = now + ASK_AGAIN;
        it.stale = false;
        orders.add(new Order(shown(entry.getKey(), it), opens));
      }
    }
    return orders;
  }

  private static Matter shown(String key, Condition it) {
    String text = it.flapping ? it.text + " (it comes and goes)" : it.text;
    return new Matter(key, it.severity, it.station, text);
  }

  boolean isKnown(String key) {
    return conditions.containsKey(fitting(key));
  }

  /** How many were left out, because of the bounds, since this was asked last. */
  long leftOut() {
    long since = leftOut;
    leftOut = 0;
    return since;
  }
}
