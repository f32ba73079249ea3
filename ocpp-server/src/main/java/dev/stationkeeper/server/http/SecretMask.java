// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.EventRow;
import java.util.List;

/** Takes hashes out of events: they are in the log to be restored, not to be read. */
final class SecretMask {
  private static final List<String> SECRETS = List.of("passwordHash", "beforeHash", "secretHash");
  private static final String MASK = "********";

  private final ObjectMapper mapper;

  SecretMask(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The event without its secrets. */
  EventRow mask(EventRow event) {
    if (!event.station().equals(SystemLog.STREAM)
        || SECRETS.stream().noneMatch(event.payload().text()::contains)) {
      return event;
    }
    try {
      ObjectNode payload = (ObjectNode) mapper.readTree(event.payload().text());
      SECRETS.stream().filter(payload::hasNonNull).forEach(name -> payload.put(name, MASK));
      return new EventRow(
          event.position(),
          event.station(),
          event.sequence(),
          event.at(),
          event.type(),
          event.version(),
          JsonView.parse(payload.toString()),
          event.cause());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event " + event.position() + " is no JSON", e);
    }
  }
}
