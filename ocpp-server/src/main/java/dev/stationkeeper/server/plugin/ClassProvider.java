// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.spi.OcppHandler;
import java.lang.reflect.InvocationTargetException;

/** Makes objects of a handler's class; what its constructor throws comes out as it was thrown. */
record ClassProvider(Class<? extends OcppHandler> type) implements HandlerProvider {
  @Override
  public OcppHandler create() throws Exception {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public ClassLoader loader() {
    return type.getClassLoader();
  }
}
