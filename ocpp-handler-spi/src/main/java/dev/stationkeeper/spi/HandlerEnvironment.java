// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/**
 * What a plugin gets from the server, one per load. Thread-safe; of use until {@link
 * OcppHandler#close} returns, after which everything is ignored and counted.
 */
@DoNotImplement
public interface HandlerEnvironment {
  /** The name that the handler has in this server's configuration. */
  String handler();

  /** The handler's part of the configuration. Unmodifiable. */
  Map<String, String> settings();

  /** The server's time. Use it instead of the system's: tests and replays set it. */
  InstantSource clock();

  /** A logger named after the handler; a flood of lines is cut off and the rest counted. */
  Logger logger();

  /** The tokens known to the server. */
  TokenDirectory tokens();

  /** Alarms that operators see. */
  Alarms alarms();

  /**
   * Runs tasks on the plugin's own threads, side by side with its stations. At most 1,000 wait; one
   * more is refused with a {@link java.util.concurrent.RejectedExecutionException}. Use it instead
   * of threads of your own: those outlive the plugin. A task that throws is logged and counted.
   */
  Executor executor();

  /** Timers of the plugin, running on {@link #executor()}. */
  Timers timers();

  /**
   * Adds to a counter among the server's metrics.
   *
   * @param name lower-case letters, digits and underscores; the first 50 names of a handler are
   *     kept, further ones ignored
   */
  void count(String name, long increment);

  /**
   * A folder of the handler's own, for what it must keep beyond {@link StationContext#checkpoint}:
   * the same one after loads and restarts. It is made when it is missing; nobody else writes into
   * it, but for a load before or behind this one during a swap.
   *
   * @throws java.io.UncheckedIOException when it cannot be made
   * @throws UnsupportedOperationException on a server without {@link Feature#FOLDER}
   * @since SPI 1.1
   */
  Path folder();

  /**
   * What the server knows of a station now, as {@link StationContext#state}: for handlers that
   * serve no single station. The empty object when the station is unknown.
   *
   * @since SPI 1.1
   */
  JsonView station(StationId station);

  /**
   * What the server knows of itself now, as one JSON object; the empty object without {@link
   * Feature#SERVER_STATE}. A look at disks and files: for what is needed now and then.
   *
   * <p>Members: {@code diskFree} and {@code diskFloor} (bytes where the log is; below the floor the
   * server takes nothing more), {@code consumers} (each {@code handler}, {@code checkpoint}, {@code
   * lag} in events) and {@code certificates} (each {@code name}, {@code subject}, {@code notAfter})
   * that the server shows or issues with. What is not known is left out. Members may be added, none
   * is ever renamed.
   *
   * @since SPI 1.1
   */
  JsonView server();

  /** True when this server has {@code feature}. */
  boolean supports(Feature feature);
}
