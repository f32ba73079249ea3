// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people: a heading and rows, columns as wide as their widest cell. */
final class Table {
  private static final int GAP = 2;

  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    this.heading = List.of(heading);
  }

  /** Adds a row; an empty cell is shown as a dash. */
  void row(String... cells) {
    if (cells.length != heading.size()) {
      throw new IllegalArgumentException(cells.length + " cells under " + heading.size());
    }
    rows.add(List.of(cells).stream().map(cell -> cell.isEmpty() ? "-" : cell).toList());
  }

  void print(PrintWriter out) {
    line(out, heading);
    rows.forEach(row -> line(out, row));
  }

  private void line(PrintWriter out, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i));
      if (i < cells.size() - 1) {
        line.repeat(' ', width(i) + GAP - cells.get(i).length());
      }
    }
    out.println(line);
  }

  private int width(int column) {
    int width = heading.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
