// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.util.Optional;

/** A token as a station presented it. Immutable. */
public final class PresentedToken {
  /** The type of a 1.6 idTag, which has none. */
  public static final String UNSPECIFIED = "Unspecified";

  private final String id;
  private final String type;

  private PresentedToken(String id, String type) {
    this.id = id;
    this.type = type;
  }

  static Optional<PresentedToken> of(Request request) {
    JsonView payload = request.payload();
    if (request.version().equals(OcppVersion.V1_6)) {
      return payload.string("idTag").map(tag -> new PresentedToken(tag, UNSPECIFIED));
    }
    return payload
        .object("idToken")
        .map(t -> new PresentedToken(t.string("idToken").orElse(""), t.string("type").orElse("")));
  }

  /** As the station read it, at most 36 characters (2.1: 255); compare without regard to case. */
  public String id() {
    return id;
  }

  /** The type of 2.x, for example {@code ISO14443}, or {@link #UNSPECIFIED}. An open set. */
  public String type() {
    return type;
  }

  @Override
  public String toString() {
    return "PresentedToken[" + type + "]";
  }
}
