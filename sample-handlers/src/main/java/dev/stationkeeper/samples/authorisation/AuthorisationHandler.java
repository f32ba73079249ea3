// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may charge where by a list of the operator's own, and keeps the stations' local lists
 * in step with it. Its README has the columns of the list.
 *
 * <p>Settings: {@code tokens}, the CSV file, without which it passes everything; {@code unknown}:
 * {@code pass} (default) leaves a token that the list does not have to the next handler, {@code
 * refuse} answers it; {@code concurrent}: in how many transactions at a time a token may be whose
 * line says nothing, 0 (default) for any number; {@code master-pass-group}: whose tokens end every
 * transaction and begin none; {@code local-lists}: {@code true} keeps them, default {@code false};
 * {@code local-list-length}: most entries of one, default 1,000.
 */
@OcppHandlerInfo(
    id = "authorisation",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    order = 400,
    actions = {"Authorize", "StartTransaction", "TransactionEvent:idToken"})
public final class AuthorisationHandler implements OcppHandler {
  private static final int LONGEST_LIST = 20_000;
  private static final Duration LOOK = Duration.ofSeconds(2);

  private @Nullable Shared shared;

  /** Made by {@link java.util.ServiceLoader}. */
  public AuthorisationHandler() {}

  @Override
  public void start(HandlerEnvironment environment) throws IOException {
    Map<String, String> settings = environment.settings();
    String file = settings.get("tokens");
    if (file == null) {
      return;
    }
    boolean lists = oneOf(settings, "local-lists", "false", "true").equals("true");
    Shared made =
        new Shared(
            oneOf(settings, "unknown", "pass", "refuse").equals("refuse"),
            settings.get("master-pass-group"),
            lists ? number(settings, "local-list-length", 1_000, LONGEST_LIST) : 0);
    TokenFile tokens =
        new TokenFile(Path.of(file), number(settings, "concurrent", 0, LONGEST_LIST), environment);
    made.replace(tokens.first());
    tokens.watch(made, LOOK);
    shared = made;
  }

  private static String oneOf(
      Map<String, String> settings, String name, String otherwise, String another) {
    String text = settings.getOrDefault(name, otherwise);
    if (!text.equals(otherwise) && !text.equals(another)) {
      throw new IllegalArgumentException(
          name + " is " + otherwise + " or " + another + ", not '" + text + "'");
    }
    return text;
  }

  private static int number(Map<String, String> settings, String name, int otherwise, int most) {
    String text = settings.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(name + " is 0 to " + most + ", not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    Shared all = shared;
    if (all == null) {
      return request -> Answer.pass(); // not set up; listens to nothing
    }
    StationAuthorisation opened = new StationAuthorisation(station, all, restored).begin();
    all.opened(opened);
    return opened;
  }
}
