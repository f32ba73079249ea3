// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.EventLog.LoggedEvent;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.StationId;
import java.util.List;
import java.util.function.Consumer;

/** What is on disk, and outlives the server. */
interface Store {
  /** Appends and returns when it is on disk, or throws and has nothing of it. */
  void append(StationId station, long lastSequence, List<NewEvent> batch) throws Exception;

  /** The disk fails while the batch is being written: throws and has nothing of it. */
  void fail(StationId station, long lastSequence, List<NewEvent> batch) throws Exception;

  /** The power goes while the batch is being written: it is there or it is not. */
  void cutWhileWriting(StationId station, long lastSequence, List<NewEvent> batch);

  /** A station's events in order. */
  void read(StationId station, long afterSequence, Consumer<LoggedEvent> to);

  /** Every event in the order of the log. */
  void readAll(Consumer<LoggedEvent> to);

  /** The process is gone and comes again; what was not on disk is lost. */
  void restart();

  /** The end. */
  void close();
}
