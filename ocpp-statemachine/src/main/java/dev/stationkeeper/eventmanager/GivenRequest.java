// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.time.Instant;

/** A question as handlers see it. */
record GivenRequest(Question question, PayloadReader reader) implements Request {
  @Override
  public OcppVersion version() {
    return question.version();
  }

  @Override
  public Action action() {
    return question.action();
  }

  @Override
  public MessageId messageId() {
    return question.id();
  }

  @Override
  public Instant receivedAt() {
    return question.receivedAt();
  }

  @Override
  public Instant deadline() {
    return question.deadline();
  }

  @Override
  public JsonView payload() {
    return question.payload();
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    return reader.read(question.payload(), type);
  }
}
