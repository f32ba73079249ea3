// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Which versions a fleet speaks, in which shares.
 *
 * @param shares at least one, each with a weight above 0
 */
public record VersionMix(List<Share> shares) {
  /** So many parts of one version. */
  public record Share(OcppVersion version, int weight) {}

  public VersionMix {
    shares = List.copyOf(shares);
    if (shares.isEmpty() || shares.stream().anyMatch(share -> share.weight() < 1)) {
      throw new IllegalArgumentException("A mix has versions with weights above 0: " + shares);
    }
  }

  /** The same number of stations of every version. */
  public static VersionMix even() {
    return new VersionMix(OcppVersion.all().stream().map(v -> new Share(v, 1)).toList());
  }

  /**
   * Reads {@code 1.6}, {@code 1.6,2.0.1} or {@code 1.6:5,2.0.1:3,2.1:2}.
   *
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public static VersionMix parse(String text) {
    List<Share> shares = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] pair = part.strip().split(":", 2);
      OcppVersion version =
          OcppVersion.ofNumber(pair[0])
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "No OCPP version '" + pair[0] + "': 1.6, 2.0.1 or 2.1"));
      shares.add(new Share(version, pair.length == 1 ? 1 : weight(pair[1])));
    }
    return new VersionMix(shares);
  }

  private static int weight(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("No weight '" + text + "': a whole number", e);
    }
  }

  /** The version of the station number {@code index}, counted from 0: the shares in turn. */
  public OcppVersion of(int index) {
    int place = index % shares.stream().mapToInt(Share::weight).sum();
    for (Share share : shares) {
      place -= share.weight();
      if (place < 0) {
        return share.version();
      }
    }
    throw new AssertionError("The place is below the sum of the weights");
  }

  @Override
  public String toString() {
    return String.join(
        ",", shares.stream().map(share -> share.version() + ":" + share.weight()).toList());
  }
}
