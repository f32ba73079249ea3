// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

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

  /** True when this server has {@code feature}. */
  boolean supports(Feature feature);
}
