// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@link StationEvent} to the text of the log and back. Payloads inside an event stay what the
 * station wrote, byte for byte; absent attributes are left out; members that this build does not
 * know are ignored. Immutable and thread-safe.
 *
 * <p>Event types are added, never changed. Where a type has to grow a new meaning it gets a new
 * version number and an upcaster that turns the older JSON into the newer.
 */
public final class EventCodec {
  /** The version of every event type that is not named in the upcasters. */
  private static final int FIRST_VERSION = 1;

  private static final Map<String, Class<? extends StationEvent>> TYPES =
      records(StationEvent.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private final Map<String, Map<Integer, UnaryOperator<ObjectNode>>> upcasters;
  private final Map<String, Integer> versions;

  /** The records among what a sealed interface permits, at any depth. */
  private static Stream<Class<? extends StationEvent>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type.asSubclass(StationEvent.class))
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodec::records);
  }

  /** The codec of this build. */
  public EventCodec() {
    this(Map.of());
  }

  /** By type and then by version: what turns JSON of that version into the next. */
  EventCodec(Map<String, Map<Integer, UnaryOperator<ObjectNode>>> upcasters) {
    this.upcasters = Map.copyOf(upcasters);
    Map<String, Integer> versions = new HashMap<>();
    upcasters.forEach(
        (type, steps) ->
            versions.put(
                type, steps.keySet().stream().mapToInt(v -> v + 1).max().orElse(FIRST_VERSION)));
    this.versions = Map.copyOf(versions);
  }

  /**
   * An event as the log keeps it.
   *
   * @param type the simple name of the record
   * @param version of that type, from 1
   * @param payload a JSON object
   */
  public record Encoded(String type, int version, String payload) {}

  /** The event as text. */
  public Encoded encode(StationEvent event) {
    String type = event.getClass().getSimpleName();
    String quickly = FrequentEvents.write(event);
    String payload = quickly == null ? RecordJson.write(event) : quickly;
    return new Encoded(type, currentVersion(type), payload);
  }

  /**
   * The event of that text.
   *
   * @throws UnreadableEventException when the type is unknown, its version is newer than this build
   *     or the text is no such event
   */
  public StationEvent decode(String type, int version, String payload) {
    Class<? extends StationEvent> record = TYPES.get(type);
    if (record == null) {
      throw new UnreadableEventException("Unknown event type " + type, null);
    }
    if (version < FIRST_VERSION || version > currentVersion(type)) {
      throw new UnreadableEventException(
          "Event " + type + " has version " + version + ", known is " + currentVersion(type), null);
    }
    try {
      String text = upcast(type, version, payload);
      StationEvent quickly = FrequentEvents.read(type, text);
      return quickly == null ? RecordJson.read(record, text) : quickly;
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException("Event " + type + ": " + e.getOriginalMessage(), e);
    }
  }

  private String upcast(String type, int version, String payload) throws JsonProcessingException {
    if (version == currentVersion(type)) {
      return payload;
    }
    ObjectNode tree = RecordJson.tree(payload);
    Map<Integer, UnaryOperator<ObjectNode>> steps = upcasters.getOrDefault(type, Map.of());
    for (int from = version; from < currentVersion(type); from++) {
      tree = steps.getOrDefault(from, UnaryOperator.identity()).apply(tree);
    }
    return tree.toString();
  }

  /** The version in which this build writes events of that type. */
  public int currentVersion(String type) {
    return versions.isEmpty() ? FIRST_VERSION : versions.getOrDefault(type, FIRST_VERSION);
  }
}
