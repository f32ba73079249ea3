// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import dev.stationkeeper.station.event.StationEvent.FrameRejected;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The message trace: the latest exchanges, bounded by number, age and size. */
final class MessagesProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(
          CallAnswered.class,
          SendReceived.class,
          FrameRejected.class,
          CommandQueued.class,
          CommandSent.class,
          CommandEnded.class);

  /** Those that are not an exchange by themselves: what they begin may end behind any position. */
  private static final Set<String> COMMANDS =
      EventTypes.of(CommandQueued.class, CommandSent.class, CommandEnded.class);

  /** When there are too many, one of so many goes: fewer pages than if each went by itself. */
  private static final int TOGETHER = 128;

  private static final int OLD_AT_ONCE = 20_000;

  /** When the file is too large, one exchange of so many goes. */
  private static final int SHARE = 20;

  /** {@link #passed} was not looked for. */
  private static final long UNKNOWN = -1;

  private final TraceBounds bounds;
  private final LongSupplier begin;
  private Instant latest = Instant.EPOCH;

  /** Exchanges up to that position are not written, for they would not be kept. */
  private long passed = UNKNOWN;

  /** Keeps what is within {@code bounds}; nothing else is in its file. */
  MessagesProjection(TraceBounds bounds) {
    this(bounds, () -> 0);
  }

  /**
   * The same.
   *
   * @param begin up to which position of the log nothing is kept; asked when the trace is made
   *     again
   */
  MessagesProjection(TraceBounds bounds, LongSupplier begin) {
    this.bounds = bounds;
    this.begin = begin;
  }

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public List<String> tables() {
    return List.of("messages", "listed", "listing", "unsent");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS messages (
          n INTEGER PRIMARY KEY, position INTEGER NOT NULL, station TEXT NOT NULL,
          at INTEGER NOT NULL, direction TEXT NOT NULL, message_id TEXT, action TEXT,
          request TEXT, response TEXT, error TEXT, command TEXT,
          answered_at INTEGER)\
        """,
        MessageList.SCHEMA,
        MessageList.UP_TO,
        MessageList.UP_TO_NOTHING,
        "CREATE INDEX IF NOT EXISTS messages_command ON messages (command)"
            + " WHERE command IS NOT NULL",
        """
        CREATE TABLE IF NOT EXISTS unsent (
          command TEXT PRIMARY KEY, action TEXT NOT NULL, payload TEXT NOT NULL) WITHOUT ROWID\
        """);
  }

  /** Where it begins depends on how its events came in batches; the number of a row too. */
  @Override
  public String rows(String table, String schema) {
    return switch (table) {
      case "unsent" -> "SELECT * FROM " + schema + ".unsent";
      case "listed", "listing" -> MessageList.wrong(schema);
      default ->
          "SELECT position, station, at, direction, message_id, action, request, response, error,"
              + " command FROM "
              + schema
              + ".messages WHERE position >= max((SELECT min(position) FROM main.messages),"
              + " (SELECT min(position) FROM live.messages))";
    };
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    latest = event.at();
    if (event.position() <= passed(changes) && !COMMANDS.contains(event.raw().type())) {
      return;
    }
    switch (event.station()) {
      case CallAnswered e ->
          changes.run(
              "INSERT INTO messages (position, station, at, direction, message_id, action,"
                  + " request, response, error) VALUES (?, ?, ?, 'in', ?, ?, ?, ?, ?)",
              event.position(),
              event.stream(),
              event.at(),
              e.messageId(),
              e.action(),
              e.request(),
              e.response(),
              e.error());
      case SendReceived e ->
          changes.run(
              "INSERT INTO messages (position, station, at, direction, message_id, action,"
                  + " request) VALUES (?, ?, ?, 'in', ?, ?, ?)",
              event.position(),
              event.stream(),
              event.at(),
              e.messageId(),
              e.action(),
              e.payload());
      case FrameRejected e ->
          changes.run(
              "INSERT INTO messages (position, station, at, direction, error)"
                  + " VALUES (?, ?, ?, 'in', ?)",
              event.position(),
              event.stream(),
              event.at(),
              e.reason());
      case CommandQueued e ->
          changes.run(
              "INSERT OR REPLACE INTO unsent VALUES (?, ?, ?)",
              e.commandId(),
              e.action(),
              e.payload());
      case CommandSent e -> {
        changes.run(
            "INSERT INTO messages (position, station, at, direction, message_id, action, request,"
                + " command) SELECT ?, ?, ?, 'out', ?, action, payload, command FROM unsent"
                + " WHERE command = ?",
            event.position(),
            event.stream(),
            event.at(),
            e.messageId(),
            e.commandId());
        if (e.upTo() == null) {
          changes.run("DELETE FROM unsent WHERE command = ?", e.commandId());
        }
      }
      case CommandEnded e -> {
        changes.run(
            "UPDATE messages SET response = ?, error = ?, answered_at = ? WHERE command = ?",
            e.response(),
            failure(e.status()),
            event.at(),
            e.commandId());
        changes.run("DELETE FROM unsent WHERE command = ?", e.commandId());
      }
      case null, default -> {
        // no message
      }
    }
  }

  private long passed(Changes changes) throws SQLException {
    if (passed == UNKNOWN) {
      Long checkpoint = changes.number("SELECT checkpoint FROM projection WHERE name = ?", name());
      passed = checkpoint == null || checkpoint == 0 ? begin.getAsLong() : 0;
    }
    return passed;
  }

  @Override
  public void forget() {
    passed = UNKNOWN;
  }

  /** The end of a command where it is no answer of the station's. */
  private static @Nullable String failure(String status) {
    return status.equalsIgnoreCase("accepted") || status.equalsIgnoreCase("rejected")
        ? null
        : status;
  }

  @Override
  public void finish(Changes changes) throws SQLException {
    Long first = changes.number("SELECT min(n) FROM messages");
    Long last = changes.number("SELECT max(n) FROM messages");
    if (first == null || last == null) {
      return;
    }
    if (last - first >= bounds.messages()) {
      MessageList.delete(
          "n <= ?", changes, last - bounds.messages() + bounds.messages() / TOGETHER);
    }
    Instant limit = latest.minus(bounds.age());
    Long oldest = changes.number("SELECT at FROM messages ORDER BY n LIMIT 1");
    if (oldest != null && oldest < limit.toEpochMilli()) {
      MessageList.delete(
          "n IN (SELECT n FROM messages ORDER BY n LIMIT ?) AND at < ?",
          changes,
          OLD_AT_ONCE,
          limit);
    }
    if (used(changes) > bounds.bytes()) {
      MessageList.delete(
          "n <= (SELECT min(n) + (max(n) - min(n)) / ? FROM messages)", changes, SHARE);
    }
    MessageList.enter(changes);
  }

  /** Bytes of the file that hold something. */
  private static long used(Changes changes) throws SQLException {
    Long used =
        changes.number(
            "SELECT (p.page_count - f.freelist_count) * s.page_size FROM pragma_page_count p,"
                + " pragma_freelist_count f, pragma_page_size s");
    return used == null ? 0 : used;
  }
}
