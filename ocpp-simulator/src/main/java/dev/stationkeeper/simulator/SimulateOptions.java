// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A fleet to be simulated.
 *
 * @param url {@code ws://} or {@code wss://}, without station id
 * @param stations how many
 * @param versions which versions in which shares
 * @param profile what they do
 * @param rate STEADY: heartbeats per second of the whole fleet; others: not used
 * @param connectRate new connections per second while the fleet comes up
 * @param duration how long, from the first connection; null until the fleet is closed
 * @param idPrefix station ids are this and a number of five digits
 * @param password basic auth password of every station; null for none
 * @param seed decides everything that happens by chance
 * @param sourceAddresses local addresses to connect from, in turn; empty: the system's choice, or
 *     enough addresses of 127.0.0.0/8 when the target is loopback and one would run out of ports
 * @param tls trust for {@code wss}; null takes the platform's
 * @param strict whether every message of the CSMS is validated
 * @param timeScale how much faster than the clock DAILY lives
 * @param report folder for {@code report.txt}, {@code report.json} and {@code report.html}; null
 *     for none
 */
public record SimulateOptions(
    URI url,
    int stations,
    VersionMix versions,
    Profile profile,
    double rate,
    double connectRate,
    @Nullable Duration duration,
    String idPrefix,
    @Nullable String password,
    long seed,
    List<InetAddress> sourceAddresses,
    @Nullable SSLContext tls,
    boolean strict,
    double timeScale,
    @Nullable Path report) {

  public SimulateOptions {
    sourceAddresses = List.copyOf(sourceAddresses);
    if (stations < 1 || stations > 200_000) {
      throw new IllegalArgumentException("A fleet has 1 to 200000 stations: " + stations);
    }
    if (!(rate > 0) || !(connectRate > 0) || !(timeScale > 0)) {
      throw new IllegalArgumentException("Rates and the time scale are above 0");
    }
  }

  /** A demo: 20 stations of every version, until closed. */
  public static SimulateOptions demo(URI url) {
    return of(url, 20, Profile.DEMO);
  }

  /** A fleet with everything else as usual. */
  public static SimulateOptions of(URI url, int stations, Profile profile) {
    return new SimulateOptions(
        url,
        stations,
        VersionMix.even(),
        profile,
        Math.max(1, stations / 10.0),
        Math.max(10, Math.min(2_000, stations / 5.0)),
        null,
        "SIM",
        null,
        1,
        List.of(),
        null,
        profile == Profile.DEMO,
        1,
        null);
  }

  /** The id of the station number {@code index}, counted from 0. */
  public String stationId(int index) {
    return String.format(Locale.ROOT, "%s%05d", idPrefix, index + 1);
  }

  @Override
  public String toString() {
    // Never the password: this ends in reports.
    return stations
        + " stations of "
        + versions
        + ", profile "
        + profile
        + ", against "
        + url
        + ", seed "
        + seed;
  }

  public SimulateOptions withVersions(VersionMix mix) {
    return changed(draft -> draft.versions = mix);
  }

  public SimulateOptions withRate(double perSecond) {
    return changed(draft -> draft.rate = perSecond);
  }

  public SimulateOptions withConnectRate(double perSecond) {
    return changed(draft -> draft.connectRate = perSecond);
  }

  public SimulateOptions withDuration(@Nullable Duration time) {
    return changed(draft -> draft.duration = time);
  }

  /** Sets the prefix of the ids and the password that all stations share. */
  public SimulateOptions withIdentity(String prefix, @Nullable String secret) {
    return changed(
        draft -> {
          draft.idPrefix = prefix;
          draft.password = secret;
        });
  }

  public SimulateOptions withSeed(long chance) {
    return changed(draft -> draft.seed = chance);
  }

  public SimulateOptions withSourceAddresses(List<InetAddress> addresses) {
    return changed(draft -> draft.sourceAddresses = addresses);
  }

  public SimulateOptions withTls(@Nullable SSLContext trust) {
    return changed(draft -> draft.tls = trust);
  }

  public SimulateOptions withStrict(boolean validate) {
    return changed(draft -> draft.strict = validate);
  }

  public SimulateOptions withTimeScale(double faster) {
    return changed(draft -> draft.timeScale = faster);
  }

  public SimulateOptions withReport(@Nullable Path folder) {
    return changed(draft -> draft.report = folder);
  }

  private SimulateOptions changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A copy that is being changed. */
  private static final class Draft {
    private URI url;
    private int stations;
    private VersionMix versions;
    private Profile profile;
    private double rate;
    private double connectRate;
    private @Nullable Duration duration;
    private String idPrefix;
    private @Nullable String password;
    private long seed;
    private List<InetAddress> sourceAddresses;
    private @Nullable SSLContext tls;
    private boolean strict;
    private double timeScale;
    private @Nullable Path report;

    Draft(SimulateOptions from) {
      url = from.url;
      stations = from.stations;
      versions = from.versions;
      profile = from.profile;
      rate = from.rate;
      connectRate = from.connectRate;
      duration = from.duration;
      idPrefix = from.idPrefix;
      password = from.password;
      seed = from.seed;
      sourceAddresses = from.sourceAddresses;
      tls = from.tls;
      strict = from.strict;
      timeScale = from.timeScale;
      report = from.report;
    }

    SimulateOptions done() {
      return new SimulateOptions(
          url,
          stations,
          versions,
          profile,
          rate,
          connectRate,
          duration,
          idPrefix,
          password,
          seed,
          sourceAddresses,
          tls,
          strict,
          timeScale,
          report);
    }
  }
}
