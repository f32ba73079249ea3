// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.spi.OcppHandler;
import java.lang.annotation.AnnotationFormatError;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Looks through one loader for handlers; a broken one does not hide those after it. */
final class HandlerScan {
  static final String SERVICES = "META-INF/services/" + OcppHandler.class.getName();

  /** A service file that fails at every step would otherwise be read for ever. */
  private static final int MOST_FAILURES = 100;

  /** Takes a handler's class in. */
  interface Taker {
    void take(Class<? extends OcppHandler> type) throws RefusedException;
  }

  private HandlerScan() {}

  /**
   * Gives every handler that {@code loader} offers to {@code taker}, and every reason against one
   * to {@code refused}. Makes no object and initialises no handler.
   */
  static void run(ClassLoader loader, Taker taker, Consumer<String> refused) {
    Iterator<ServiceLoader.Provider<OcppHandler>> providers =
        ServiceLoader.load(OcppHandler.class, loader).stream().iterator();
    for (int failures = 0; failures < MOST_FAILURES; failures++) {
      try {
        while (providers.hasNext()) {
          offer(providers.next().type(), taker, refused);
        }
        return;
      } catch (ServiceConfigurationError e) {
        refused.accept("its service file names what cannot be used: " + e.getMessage());
      } catch (LinkageError e) {
        refused.accept(MissingClass.explain(e));
      } catch (RuntimeException e) {
        refused.accept("one of its classes cannot be loaded: " + e);
      }
    }
  }

  private static void offer(
      Class<? extends OcppHandler> type, Taker taker, Consumer<String> refused) {
    try {
      taker.take(type);
    } catch (RefusedException e) {
      refused.accept(e.reason());
    } catch (LinkageError e) {
      refused.accept(MissingClass.explain(e));
    } catch (RuntimeException | AnnotationFormatError e) {
      refused.accept(
          "what is declared on %s cannot be used: %s".formatted(type.getName(), e.getMessage()));
    }
  }
}
