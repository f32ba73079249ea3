// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import dev.stationkeeper.ocpp.codec.ActionCodecs;
import dev.stationkeeper.ocpp.codec.MessageCodec;
import dev.stationkeeper.ocpp.v16.Forms16;
import dev.stationkeeper.ocpp.v16.Messages16;
import dev.stationkeeper.ocpp.v201.Forms201;
import dev.stationkeeper.ocpp.v201.Messages201;
import dev.stationkeeper.ocpp.v21.Forms21;
import dev.stationkeeper.ocpp.v21.Messages21;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every message of one version. Immutable and thread-safe. */
public final class MessageCatalogue {
  private static final Map<OcppVersion, MessageCatalogue> BY_VERSION =
      Map.of(
          OcppVersion.V1_6,
              new MessageCatalogue(
                  OcppVersion.V1_6, Messages16.all(), Forms16.actions(), Forms16.types()),
          OcppVersion.V2_0_1,
              new MessageCatalogue(
                  OcppVersion.V2_0_1, Messages201.all(), Forms201.actions(), Forms201.types()),
          OcppVersion.V2_1,
              new MessageCatalogue(
                  OcppVersion.V2_1, Messages21.all(), Forms21.actions(), Forms21.types()));

  private static final Map<Class<?>, MessageType<?>> BY_CLASS = byClass();

  private final Map<Action, MessageType<?>> requests = new LinkedHashMap<>();
  private final Map<Action, MessageType<?>> responses = new HashMap<>();

  private final JsonView definitions;

  private MessageCatalogue(
      OcppVersion version, List<ActionCodecs> table, List<String> actions, List<String> types) {
    definitions =
        JsonView.ofVerified(
            "{\"version\":\"%s\",\"actions\":%s,\"types\":%s}"
                .formatted(version.number(), actions, types));
    for (ActionCodecs row : table) {
      Action action = Action.of(row.action());
      requests.put(action, type(version, row, row.request()));
      MessageCodec<?> response = row.response();
      if (response != null) {
        responses.put(action, type(version, row, response));
      }
    }
  }

  /** The messages of {@code version}. */
  public static MessageCatalogue of(OcppVersion version) {
    MessageCatalogue known = BY_VERSION.get(version);
    if (known == null) {
      throw new IllegalArgumentException("no messages for " + version);
    }
    return known;
  }

  /**
   * The message that {@code type} is the record of.
   *
   * @throws IllegalArgumentException when it is no generated message
   */
  @SuppressWarnings("unchecked") // the map is filled with type() as key
  public static <T> MessageType<T> of(Class<T> type) {
    MessageType<?> known = BY_CLASS.get(type);
    if (known == null) {
      throw new IllegalArgumentException(type.getName() + " is no OCPP message");
    }
    return (MessageType<T>) known;
  }

  /** The actions of this version, in the order of its blocks. */
  public List<Action> actions() {
    return List.copyOf(requests.keySet());
  }

  /** The request (or, in 2.1, the SEND) of an action; empty when the version does not have it. */
  public Optional<MessageType<?>> request(Action action) {
    return Optional.ofNullable(requests.get(action));
  }

  /** The response of an action; empty when the version does not have it or never answers it. */
  public Optional<MessageType<?>> response(Action action) {
    return Optional.ofNullable(responses.get(action));
  }

  /**
   * What the definitions say of every action's request, for programs that make forms of them: an
   * object with {@code version}, {@code actions} (each with {@code action}, {@code from}: station,
   * csms or both, {@code block}, {@code doc}, {@code answered}, {@code members}) and {@code types}
   * (each with {@code name} and either {@code members} or {@code values}, the latter open to other
   * texts when it has {@code longest}). A member has {@code name}, {@code type} (a named one, or
   * string, int, decimal, boolean, dateTime, uri, any, customData), {@code required}, and where it
   * has them {@code doc}, {@code maxLength}, {@code min}, {@code max}, {@code step}, {@code
   * minItems} (then it is a list), {@code maxItems}.
   */
  public JsonView definitions() {
    return definitions;
  }

  private static <T> MessageType<T> type(
      OcppVersion version, ActionCodecs row, MessageCodec<T> codec) {
    return new MessageType<>(
        version,
        Action.of(row.action()),
        row.direction(),
        row.block(),
        row.response() != null,
        codec);
  }

  private static Map<Class<?>, MessageType<?>> byClass() {
    Map<Class<?>, MessageType<?>> all = new HashMap<>();
    for (MessageCatalogue catalogue : BY_VERSION.values()) {
      catalogue.requests.values().forEach(type -> all.put(type.type(), type));
      catalogue.responses.values().forEach(type -> all.put(type.type(), type));
    }
    return Map.copyOf(all);
  }
}
