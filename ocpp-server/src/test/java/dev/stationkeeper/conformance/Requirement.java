// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.conformance;

import java.util.List;

/**
 * One row of the index.
 *
 * @param ids the first one names the row
 * @param versions OCPP versions that it holds for
 * @param level S, R, M, D, P, or T for a case of the certification
 * @param notApplicable why it does not concern this server, empty when it does
 */
record Requirement(
    List<String> ids, List<String> versions, String level, String text, String notApplicable) {
  String name() {
    return ids.getFirst();
  }

  /** Of a line of requirements.tsv. */
  static Requirement of(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length < 4) {
      throw new IllegalArgumentException("four cells are needed: " + line);
    }
    return new Requirement(
        List.of(cells[0].split(" ", -1)),
        List.of(cells[1].split(" ", -1)),
        cells[2],
        cells[3],
        cells.length > 4 ? cells[4] : "");
  }
}
