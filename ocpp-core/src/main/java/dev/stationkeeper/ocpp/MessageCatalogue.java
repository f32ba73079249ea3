// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import dev.stationkeeper.ocpp.codec.ActionCodecs;
import dev.stationkeeper.ocpp.codec.MessageCodec;
import dev.stationkeeper.ocpp.v16.Messages16;
import dev.stationkeeper.ocpp.v201.Messages201;
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
          OcppVersion.V1_6, new MessageCatalogue(OcppVersion.V1_6, Messages16.all()),
          OcppVersion.V2_0_1, new MessageCatalogue(OcppVersion.V2_0_1, Messages201.all()),
          OcppVersion.V2_1, new MessageCatalogue(OcppVersion.V2_1, Messages21.all()));

  private static final Map<Class<?>, MessageType<?>> BY_CLASS = byClass();

  private final Map<Action, MessageType<?>> requests = new LinkedHashMap<>();
  private final Map<Action, MessageType<?>> responses = new HashMap<>();

  private MessageCatalogue(OcppVersion version, List<ActionCodecs> table) {
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
