// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token known to the server. Immutable. */
public final class TokenRecord {
  private final String id;
  private final String type;
  private final String status;
  private final @Nullable Instant expiry;
  private final @Nullable String group;

  private TokenRecord(
      String id, String type, String status, @Nullable Instant expiry, @Nullable String group) {
    this.id = id;
    this.type = type;
    this.status = status;
    this.expiry = expiry;
    this.group = group;
  }

  /** A token of that status with neither expiry nor group, for the server and for tests. */
  public static TokenRecord of(String id, String type, String status) {
    return new TokenRecord(
        Objects.requireNonNull(id),
        Objects.requireNonNull(type),
        Objects.requireNonNull(status),
        null,
        null);
  }

  /** The same with that expiry. */
  public TokenRecord withExpiry(Instant at) {
    return new TokenRecord(id, type, status, Objects.requireNonNull(at), group);
  }

  /** The same in that group. */
  public TokenRecord withGroup(String groupId) {
    return new TokenRecord(id, type, status, expiry, Objects.requireNonNull(groupId));
  }

  /** As the operator wrote it. */
  public String id() {
    return id;
  }

  /** A type of 2.x, for example {@code ISO14443}; {@code Unspecified} when it is not known. */
  public String type() {
    return type;
  }

  /** {@code Accepted} or {@code Blocked}. An open set. */
  public String status() {
    return status;
  }

  /** From when on it is no longer valid. */
  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiry);
  }

  /** The group (2.x groupIdToken, 1.6 parentIdTag): who starts may be stopped by any of it. */
  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  @Override
  public String toString() {
    return "TokenRecord[" + type + ", " + status + "]";
  }
}
