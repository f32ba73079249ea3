// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One conversation of {@code cases/*.cases}.
 *
 * @param name the ids that it shows
 */
record Case(String name, List<String> versions, List<String> lines) {
  private static final List<String> FILES = List.of("v16", "v2x", "v21");

  /** Every case. */
  static List<Case> all() {
    return FILES.stream().flatMap(file -> read("/cases/" + file + ".cases").stream()).toList();
  }

  /** The payload of the first step of that kind with that action; empty when there is none. */
  Optional<String> payload(String kind, String action) {
    String step = kind + " " + action;
    return lines.stream()
        .filter(line -> line.equals(step) || line.startsWith(step + " "))
        .findFirst()
        .map(line -> line.equals(step) ? "{}" : line.substring(step.length() + 1).strip());
  }

  private static List<Case> read(String file) {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Case.class.getResourceAsStream(file), file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.startsWith(" ")) {
          cases.getLast().lines().add(line.strip());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] head = line.split("\\|", -1);
          cases.add(
              new Case(
                  head[0].strip(), List.of(head[1].strip().split(" ", -1)), new ArrayList<>()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (cases.stream().anyMatch(one -> one.lines().isEmpty())) {
      throw new IllegalStateException("an empty case in " + file);
    }
    return cases;
  }
}
