// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds handlers with {@link ServiceLoader}; a broken one costs a line in the log, no more. */
final class HandlerDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerDiscovery.class);

  private HandlerDiscovery() {}

  /** Every handler that {@code loader} offers, with its settings. Runs none of their code. */
  static List<HandlerSpec> find(ClassLoader loader, Map<String, Map<String, String>> settings) {
    List<HandlerSpec> found = new ArrayList<>();
    Iterator<ServiceLoader.Provider<OcppHandler>> providers =
        ServiceLoader.load(OcppHandler.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return found;
        }
        spec(providers.next(), loader, settings).ifPresent(found::add);
      } catch (ServiceConfigurationError | LinkageError | IllegalArgumentException e) {
        LOG.error("A handler cannot be used: {}", e.toString());
      }
    }
  }

  private static Optional<HandlerSpec> spec(
      ServiceLoader.Provider<OcppHandler> provider,
      ClassLoader loader,
      Map<String, Map<String, String>> settings) {
    Class<? extends OcppHandler> type = provider.type();
    OcppHandlerInfo info = type.getAnnotation(OcppHandlerInfo.class);
    if (info == null) {
      LOG.error("Handler {} carries no @OcppHandlerInfo and is not used", type.getName());
      return Optional.empty();
    }
    if (!major(info.spi()).equals(major(OcppHandlerInfo.SPI_VERSION))) {
      LOG.error(
          "Handler {} was made for SPI {}, this server has {}",
          info.id(),
          info.spi(),
          OcppHandlerInfo.SPI_VERSION);
      return Optional.empty();
    }
    return Optional.of(
        new HandlerSpec(
            new HandlerId(info.id()),
            info.version(),
            provider(provider, loader),
            settings.getOrDefault(info.id(), Map.of()),
            role(info),
            info.order(),
            Set.of(info.versions()),
            Set.of(info.actions())));
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  private static HandlerRole role(OcppHandlerInfo info) {
    return switch (info.role()) {
      case OcppHandlerInfo.RESPONDER -> HandlerRole.RESPONDER;
      case OcppHandlerInfo.OBSERVER -> HandlerRole.OBSERVER;
      default ->
          throw new IllegalArgumentException(
              "handler " + info.id() + " wants the role '" + info.role() + "'");
    };
  }

  private static HandlerProvider provider(
      ServiceLoader.Provider<OcppHandler> provider, ClassLoader loader) {
    return new HandlerProvider() {
      @Override
      public OcppHandler create() {
        try {
          return provider.get();
        } catch (ServiceConfigurationError e) {
          // The cause tells a linkage error, which no restart can help, from the vendor's bug.
          throw e.getCause() instanceof Error cause ? cause : e;
        }
      }

      @Override
      public ClassLoader loader() {
        return loader;
      }
    };
  }
}
