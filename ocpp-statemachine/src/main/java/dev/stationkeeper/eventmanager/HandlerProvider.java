// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.OcppHandler;

/** Makes the object of a plugin. Called on the plugin's own threads, under the start deadline. */
public interface HandlerProvider {
  /** A new object, never one that was given before. */
  OcppHandler create() throws Exception;

  /**
   * A load that {@link #create} was called for has ended: its threads were told to. Called on any
   * thread, once for each; may not block.
   */
  default void ended() {}

  /** The loader that is the context class loader of every call into the plugin. */
  default ClassLoader loader() {
    return HandlerProvider.class.getClassLoader();
  }
}
