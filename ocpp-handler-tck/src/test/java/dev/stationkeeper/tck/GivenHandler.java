// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.OcppHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules over the handler that {@link HandlerTckTest} gives; started otherwise, it tests none.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
final class GivenHandler extends HandlerTck {
  /**
   * A handler and what is claimed of it.
   *
   * @param blocks true when it has a request with which it blocks
   */
  record Case(
      Class<? extends OcppHandler> type,
      Set<Capability> capabilities,
      Set<OcppVersion> versions,
      boolean blocks,
      Map<Integer, String> skipped) {}

  static final AtomicReference<@Nullable Case> CASE = new AtomicReference<>();

  private static Case given() {
    return Objects.requireNonNull(CASE.get(), "no handler is given");
  }

  @BeforeEach
  void isGiven() {
    Assumptions.assumeTrue(CASE.get() != null, "no handler is given");
  }

  @Override
  protected OcppHandler handler() {
    try {
      return given().type().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Override
  protected Set<Capability> capabilities() {
    return given().capabilities();
  }

  @Override
  protected Set<OcppVersion> versions() {
    return given().versions();
  }

  @Override
  protected Optional<TckRequest> blockingRequest() {
    return given().blocks()
        ? Optional.of(TckRequest.of(OcppVersion.V1_6, "DataTransfer", "{\"vendorId\":\"block\"}"))
        : Optional.empty();
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(2);
  }

  @Override
  protected Map<Integer, String> skipped() {
    Case given = CASE.get();
    return given == null ? Map.of() : given.skipped();
  }
}
