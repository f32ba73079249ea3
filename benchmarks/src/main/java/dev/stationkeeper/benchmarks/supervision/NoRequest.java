// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.supervision;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.time.Instant;

/** What the unsupervised handler is asked: it does not look at it. */
final class NoRequest implements Request {
  static final NoRequest INSTANCE = new NoRequest();

  private NoRequest() {}

  @Override
  public OcppVersion version() {
    return OcppVersion.V1_6;
  }

  @Override
  public Action action() {
    return Action.of("Authorize");
  }

  @Override
  public MessageId messageId() {
    return new MessageId("1");
  }

  @Override
  public Instant receivedAt() {
    return Instant.EPOCH;
  }

  @Override
  public Instant deadline() {
    return Instant.EPOCH;
  }

  @Override
  public JsonView payload() {
    return JsonView.EMPTY;
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    throw new UnsupportedOperationException();
  }
}
