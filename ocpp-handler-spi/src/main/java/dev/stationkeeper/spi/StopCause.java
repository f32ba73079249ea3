// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

/** Why a {@link StationHandler} stops. A value type: more causes may come. */
public final class StopCause {
  /** The handler is taken out of service. */
  public static final StopCause UNINSTALLED = new StopCause("uninstalled");

  /** Another version takes over; the snapshot goes to it. */
  public static final StopCause SWAPPED = new StopCause("swapped");

  /** The handler asked for it with {@link Answer#detach}. */
  public static final StopCause DETACHED = new StopCause("detached");

  /** An operator stopped it for now. */
  public static final StopCause QUARANTINED = new StopCause("quarantined");

  /** The station is no longer served by this server. */
  public static final StopCause STATION_CLOSED = new StopCause("stationClosed");

  /** The server ends. */
  public static final StopCause SHUTDOWN = new StopCause("shutdown");

  private final String name;

  private StopCause(String name) {
    this.name = name;
  }

  /** The cause with that name, also one that this build does not know. */
  public static StopCause of(String name) {
    return new StopCause(name);
  }

  /** The name, in camel case. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StopCause cause && cause.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
