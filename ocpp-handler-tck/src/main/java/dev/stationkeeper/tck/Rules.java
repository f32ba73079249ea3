// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the rules are tried with.
 *
 * @param requests valid ones, of the versions that the handler serves
 * @param patience how long it may be at work, in real time
 */
record Rules(
    Supplier<OcppHandler> handler,
    Set<OcppVersion> versions,
    Map<String, String> settings,
    List<TokenRecord> tokens,
    List<TckRequest> requests,
    Duration patience) {

  FakeServer server() {
    return server(handler);
  }

  FakeServer server(Supplier<? extends OcppHandler> other) {
    FakeServer.Builder builder = FakeServer.of(other).patience(patience);
    settings.forEach(builder::setting);
    tokens.forEach(builder::token);
    return builder.start();
  }

  /** A station of each version that the handler serves. */
  List<FakeStation> stations(FakeServer server, String prefix) {
    return versions.stream()
        .sorted()
        .map(version -> server.station(prefix + "-" + version.number(), version))
        .toList();
  }

  /** The versions that stand on the class, all when none do. */
  static Set<OcppVersion> declaredVersions(Class<?> handler) {
    Set<OcppVersion> declared = new HashSet<>();
    OcppHandlerInfo info = handler.getAnnotation(OcppHandlerInfo.class);
    if (info != null) {
      for (String number : info.versions()) {
        OcppVersion.ofNumber(number).ifPresent(declared::add);
      }
    }
    return declared.isEmpty() ? Set.copyOf(OcppVersion.all()) : declared;
  }
}
