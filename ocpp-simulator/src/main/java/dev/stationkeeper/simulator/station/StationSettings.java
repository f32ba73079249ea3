// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a station behaves. One instance serves a whole fleet.
 *
 * @param vendor as in the BootNotification, at most 20 characters
 * @param model as in the BootNotification, at most 20 characters
 * @param firmware as in the BootNotification
 * @param connectors how many: EVSE 1 to N, each with one connector
 * @param powerWatts what one connector can deliver
 * @param autoBoot whether a new connection without an accepted boot starts with BootNotification;
 *     off for scripts that send it themselves
 * @param autoReconnect whether a connection that was lost is opened again
 * @param callTimeout how long to wait for an answer
 * @param bootRetry how long to wait after a BootNotification without a usable answer
 * @param reconnectMin first wait before opening a lost connection again; doubled each time
 * @param reconnectMax longest wait before opening a lost connection again
 * @param rebootTime from the end of the old connection to the new one in a reset
 * @param meterInterval between meter values while charging, unless the CSMS configures another
 * @param timeScale how much faster than the clock energy flows and the intervals of the station's
 *     own settings pass; the intervals that a CSMS sets are never scaled
 * @param strict whether every message of the CSMS is validated; off saves the time of it
 */
public record StationSettings(
    String vendor,
    String model,
    String firmware,
    int connectors,
    int powerWatts,
    boolean autoBoot,
    boolean autoReconnect,
    Duration callTimeout,
    Duration bootRetry,
    Duration reconnectMin,
    Duration reconnectMax,
    Duration rebootTime,
    Duration meterInterval,
    double timeScale,
    boolean strict) {

  public StationSettings {
    if (connectors < 1 || connectors > 99) {
      throw new IllegalArgumentException("A station has 1 to 99 connectors: " + connectors);
    }
    if (!(timeScale > 0)) {
      throw new IllegalArgumentException("The time scale is above 0: " + timeScale);
    }
  }

  /** A station with two connectors of 22 kW in real time that boots and reconnects by itself. */
  public static StationSettings standard() {
    return new StationSettings(
        "Stationkeeper",
        "Simulated-2",
        "1.0.0",
        2,
        22_000,
        true,
        true,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(3),
        Duration.ofSeconds(60),
        1,
        true);
  }

  /** A station that a test drives: it neither boots nor reconnects by itself. */
  public static StationSettings scripted() {
    return standard().withAuto(false, false).withRebootTime(Duration.ofMillis(50));
  }

  /** Sets whether it boots and reconnects by itself. */
  public StationSettings withAuto(boolean boot, boolean reconnect) {
    return changed(
        draft -> {
          draft.autoBoot = boot;
          draft.autoReconnect = reconnect;
        });
  }

  public StationSettings withConnectors(int count) {
    return changed(draft -> draft.connectors = count);
  }

  /** Sets the waits of a station that is refused or not heard. */
  public StationSettings withRetries(
      Duration call, Duration boot, Duration firstReconnect, Duration lastReconnect) {
    return changed(
        draft -> {
          draft.callTimeout = call;
          draft.bootRetry = boot;
          draft.reconnectMin = firstReconnect;
          draft.reconnectMax = lastReconnect;
        });
  }

  public StationSettings withRebootTime(Duration time) {
    return changed(draft -> draft.rebootTime = time);
  }

  /** Sets how often a charging connector sends meter values, and how fast its energy flows. */
  public StationSettings withMetering(Duration interval, double scale) {
    return changed(
        draft -> {
          draft.meterInterval = interval;
          draft.timeScale = scale;
        });
  }

  public StationSettings withStrict(boolean validate) {
    return changed(draft -> draft.strict = validate);
  }

  private StationSettings changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A copy that is being changed. */
  private static final class Draft {
    private String vendor;
    private String model;
    private String firmware;
    private int connectors;
    private int powerWatts;
    private boolean autoBoot;
    private boolean autoReconnect;
    private Duration callTimeout;
    private Duration bootRetry;
    private Duration reconnectMin;
    private Duration reconnectMax;
    private Duration rebootTime;
    private Duration meterInterval;
    private double timeScale;
    private boolean strict;

    Draft(StationSettings from) {
      vendor = from.vendor;
      model = from.model;
      firmware = from.firmware;
      connectors = from.connectors;
      powerWatts = from.powerWatts;
      autoBoot = from.autoBoot;
      autoReconnect = from.autoReconnect;
      callTimeout = from.callTimeout;
      bootRetry = from.bootRetry;
      reconnectMin = from.reconnectMin;
      reconnectMax = from.reconnectMax;
      rebootTime = from.rebootTime;
      meterInterval = from.meterInterval;
      timeScale = from.timeScale;
      strict = from.strict;
    }

    StationSettings done() {
      return new StationSettings(
          vendor,
          model,
          firmware,
          connectors,
          powerWatts,
          autoBoot,
          autoReconnect,
          callTimeout,
          bootRetry,
          reconnectMin,
          reconnectMax,
          rebootTime,
          meterInterval,
          timeScale,
          strict);
    }
  }
}
