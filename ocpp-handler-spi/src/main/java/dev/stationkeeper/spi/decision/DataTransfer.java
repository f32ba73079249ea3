// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to say to a vendor's own message. Immutable. */
public final class DataTransfer {
  private static final DataTransfer PASS = new DataTransfer("", null);

  private final String status;
  private final @Nullable String data;

  private DataTransfer(String status, @Nullable String data) {
    this.status = status;
    this.data = data;
  }

  /** Taken. */
  public static DataTransfer accepted() {
    return new DataTransfer("Accepted", null);
  }

  /** Taken, and this is the reply's text. */
  public static DataTransfer accepted(String data) {
    return new DataTransfer("Accepted", Objects.requireNonNull(data));
  }

  /** Understood and refused. */
  public static DataTransfer rejected() {
    return new DataTransfer("Rejected", null);
  }

  /** Not a vendor that is known here. */
  public static DataTransfer unknownVendor() {
    return new DataTransfer("UnknownVendorId", null);
  }

  /** Not a message of that vendor that is known here. */
  public static DataTransfer unknownMessage() {
    return new DataTransfer("UnknownMessageId", null);
  }

  /** No opinion. */
  public static DataTransfer pass() {
    return PASS;
  }

  Optional<JsonView> payload() {
    if (this == PASS) {
      return Optional.empty();
    }
    return Optional.of(JsonView.object().put("status", status).put("data", data).build());
  }

  @Override
  public String toString() {
    return this == PASS ? "pass" : status;
  }
}
