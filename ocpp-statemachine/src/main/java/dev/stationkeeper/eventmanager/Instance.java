// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;

/**
 * One live vendor object in a slot.
 *
 * @param listens whether it has an {@code onEvent} of its own
 */
record Instance(PluginHost host, SlotContext context, StationHandler handler, boolean listens) {
  /** On the plugin's thread: looking at a class may load others of the plugin's. */
  static Instance of(PluginHost host, SlotContext context, StationHandler handler) {
    return new Instance(host, context, handler, listens(handler.getClass()));
  }

  private static boolean listens(Class<?> type) {
    try {
      return type.getMethod("onEvent", StationEvent.class).getDeclaringClass()
          != StationHandler.class;
    } catch (NoSuchMethodException | LinkageError e) {
      return true;
    }
  }
}
