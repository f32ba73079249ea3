// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.sinks;

import dev.stationkeeper.spi.OcppHandler;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** A sink with what is behind it, which can stall. */
interface SinkSubject extends AutoCloseable {
  /** For the table. */
  String name();

  /** Makes the handler: its consumer of meter values. */
  Supplier<OcppHandler> handler();

  /** The settings of the handler. */
  Map<String, String> settings();

  /** From now on nothing is taken. */
  void stall() throws IOException;

  /** From now on everything is taken again. */
  void resume() throws IOException;

  @Override
  void close();
}
