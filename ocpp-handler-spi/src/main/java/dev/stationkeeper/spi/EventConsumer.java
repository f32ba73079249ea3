// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

/**
 * Takes the events of the log at its own pace. Its calls never overlap and run on a thread of the
 * plugin's; they may block, at most a minute each.
 *
 * <p><b>At least once.</b> Events come in the order of the log, so each station's in its own order.
 * What was not acknowledged comes again after a crash, a swap or a restart of the server, marked
 * {@link StationEvent#replayed()}. The key to recognise a repetition by is {@link
 * LoggedEvent#position()}.
 *
 * <p><b>Pace.</b> The next batch comes after this call returned, acknowledged or not: a sink that
 * gathers may acknowledge many batches at once. At most 50,000 events are unacknowledged; then the
 * server waits for an acknowledgement. The log keeps what was not read; nothing is dropped.
 *
 * <p><b>Errors.</b> {@link RetryLaterException}: the sink is away; the same batch is given to this
 * object again, for as long as it takes. Anything else that is thrown, and a call that does not
 * come back, is a crash: the object is fenced, another is opened, and all behind the checkpoint
 * comes again, the batch it failed on event by event. An event that fails five times is put aside
 * ({@code EventParked} in the log) and the next follows. Crashes have the restart budget of all
 * handlers.
 */
@Implementable
public interface EventConsumer extends AutoCloseable {
  /**
   * Takes events.
   *
   * @param batch at least one event, at most 1,000; may be kept and acknowledged later
   * @throws RetryLaterException when the sink is away
   * @throws Exception of any other kind is a crash
   */
  void onEvents(EventBatch batch) throws Exception;

  /**
   * The orderly end: swap, quarantine or shutdown, never after a crash. What is acknowledged in
   * here still counts. Deadline as for {@link StationHandler#onStop}.
   */
  @Override
  default void close() {}
}
