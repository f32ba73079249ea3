// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import java.util.List;

/** What supervision did, for the system's own log, alarms and counters. */
public sealed interface SupervisionEvent {
  /** Whom it concerns. */
  HandlerId handler();

  /** An instance failed and is fenced. Its request, if any, is reported after the next event. */
  record HandlerCrashed(
      StationId station, HandlerId handler, int generation, FailureClass failure, String text)
      implements SupervisionEvent {}

  /** A new instance is in its place and serves. */
  record HandlerReinstalled(StationId station, HandlerId handler, int generation)
      implements SupervisionEvent {}

  /**
   * The slot serves no longer, until an operator resumes it.
   *
   * @param whole because the handler serves nowhere, which was told before
   */
  record HandlerQuarantined(
      StationId station, HandlerId handler, int generation, String reason, boolean whole)
      implements SupervisionEvent {}

  /** A quarantine was lifted. */
  record HandlerResumed(StationId station, HandlerId handler) implements SupervisionEvent {}

  /** The slot's instance is of another load of the plugin now. */
  record HandlerSwapped(StationId station, HandlerId handler, int generation, int load)
      implements SupervisionEvent {}

  /** The new load did not open for the station; the one before serves again. */
  record SwapRolledBack(StationId station, HandlerId handler, int generation, String reason)
      implements SupervisionEvent {}

  /** An orderly stop was not orderly. */
  record StopFailed(StationId station, HandlerId handler, int generation, String text)
      implements SupervisionEvent {}

  /** The plugin's own object could not be made or started. */
  record PluginFailed(HandlerId handler, int load, FailureClass failure, String text)
      implements SupervisionEvent {}

  /** A consumer of the log failed and is fenced. */
  record ConsumerCrashed(HandlerId handler, int generation, FailureClass failure, String text)
      implements SupervisionEvent {}

  /** A consumer of the log is in place again; what was not acknowledged comes again. */
  record ConsumerReopened(HandlerId handler, int generation) implements SupervisionEvent {}

  /** All slots of the handler serve no longer. */
  record PluginQuarantined(HandlerId handler, String reason) implements SupervisionEvent {}

  /** The quarantine of the whole handler was lifted. */
  record PluginResumed(HandlerId handler) implements SupervisionEvent {}

  /** A canary was quarantined for a station; its whole share is back on the main load. */
  record CanaryAborted(HandlerId handler, String version, String reason)
      implements SupervisionEvent {}

  /** A thread was given up; it runs on and cannot be ended. */
  record ThreadAbandoned(HandlerId handler, String thread, int zombies)
      implements SupervisionEvent {}

  /** Threads of an unloaded plugin that are still alive after an interrupt. */
  record ThreadsLeaked(HandlerId handler, int load, List<String> threads)
      implements SupervisionEvent {}
}
