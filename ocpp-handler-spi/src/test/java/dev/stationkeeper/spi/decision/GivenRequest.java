// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.PayloadException;
import dev.stationkeeper.spi.Request;
import java.time.Instant;

/** A request that a test makes up. */
record GivenRequest(OcppVersion version, Action action, JsonView payload) implements Request {
  @Override
  public MessageId messageId() {
    return new MessageId("m1");
  }

  @Override
  public Instant receivedAt() {
    return DecisionHandlerTest.NOW;
  }

  @Override
  public Instant deadline() {
    return DecisionHandlerTest.NOW.plusSeconds(20);
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    throw new PayloadException("not here");
  }
}
