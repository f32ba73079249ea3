// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.util.Optional;

/**
 * A plugin. Found with {@link java.util.ServiceLoader}; needs a public constructor without
 * parameters and {@link OcppHandlerInfo} on the class.
 *
 * <p>There is one object per load of the plugin. It holds what the stations share (connection
 * pools, caches) and opens one {@link StationHandler} per station.
 *
 * <p><b>Threads.</b> {@link #start} is called once, before anything else. {@link #open} is then
 * called from several threads at once, for different stations. {@link #close} is called once, after
 * the last station handler has stopped or was abandoned. All on the plugin's own threads; all may
 * block up to their deadline.
 *
 * <p><b>Errors.</b> A constructor or {@code start} that throws is tried again with growing pauses
 * within the restart budget; then the plugin is quarantined.
 */
@Implementable
public interface OcppHandler extends AutoCloseable {
  /**
   * Called once before any {@link #open}. The environment stays valid until {@link #close} returns.
   *
   * @throws Exception of any kind when the plugin cannot work; the text is shown to operators
   */
  default void start(HandlerEnvironment environment) throws Exception {}

  /**
   * Makes the object for one station. Called at the first use for a station, and again after a
   * crash of the object before it, which has been fenced by then and gets no further call.
   *
   * @param station this station's context; of use until the returned object stops or is fenced
   * @param restored after a swap what the object before gave in {@link StationHandler#onStop};
   *     otherwise what was kept last, by {@link StationContext#checkpoint} or at an orderly stop;
   *     empty when nothing was. Throw when the schema version is unknown: a swap is then rolled
   *     back
   * @return a new object, never null, used for no other station
   * @throws Exception of any kind; counts as a crash
   */
  StationHandler open(StationContext station, Optional<Snapshot> restored) throws Exception;

  /** Called once when the plugin is unloaded. Ends every thread, timer and connection it made. */
  @Override
  default void close() {}
}
