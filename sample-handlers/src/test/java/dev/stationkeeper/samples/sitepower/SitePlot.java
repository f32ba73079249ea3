// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.util.List;
import java.util.Locale;

/** Draws a {@link SiteDay} as SVG: what all may draw, stacked by station, below the limit. */
final class SitePlot {
  private static final int LEFT = 60;
  private static final int TOP = 30;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 300;
  private static final int ROW = 16;
  private static final List<String> COLOURS =
      List.of("#4477aa", "#66ccee", "#228833", "#ccbb44", "#ee6677", "#aa3377");

  private final StringBuilder svg = new StringBuilder();
  private final List<List<SiteDay.Point>> points;
  private final int limit;
  private final double top;

  private SitePlot(List<List<SiteDay.Point>> points, int limit) {
    this.points = points;
    this.limit = limit;
    this.top = limit * 1.15;
  }

  static String of(List<List<SiteDay.Point>> points, int limit) {
    SitePlot plot = new SitePlot(points, limit);
    plot.draw();
    return plot.svg.toString();
  }

  private void draw() {
    int stations = points.getFirst().size();
    int bottom = TOP + HEIGHT + 40 + stations * ROW + 20;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        LEFT + WIDTH + 40, bottom);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    add(
        "<text x=\"%d\" y=\"18\">What each station may draw (stacked), A per phase; red: the limit"
            + " of the site</text>",
        LEFT);
    for (int station = stations - 1; station >= 0; station--) {
      area(station);
    }
    axes();
    for (int station = 0; station < stations; station++) {
      row(station);
    }
    svg.append("</svg>\n");
  }

  /** From the sum of those below to the sum with this one, drawn behind them. */
  private void area(int station) {
    StringBuilder path = new StringBuilder();
    path.append(String.format(Locale.ROOT, "M%.1f %.1f", x(0), y(0)));
    double last = -1;
    for (int i = 0; i < points.size(); i++) {
      int sum = 0;
      for (int s = 0; s <= station; s++) {
        sum += points.get(i).get(s).mayDraw();
      }
      if (sum != last) {
        path.append(String.format(Locale.ROOT, "H%.1fV%.1f", x(i), y(sum)));
        last = sum;
      }
    }
    path.append(String.format(Locale.ROOT, "H%.1fV%.1fZ", x(points.size()), y(0)));
    add("<path d=\"%s\" fill=\"%s\"/>", path, COLOURS.get(station));
  }

  private void axes() {
    for (int amperes = 0; amperes * 10 <= top; amperes += 10) {
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
          LEFT - 6, y(amperes * 10) + 4, amperes);
    }
    for (int hour = 0; hour <= 8; hour++) {
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d h</text>",
          x(hour * points.size() / 8.0), TOP + HEIGHT + 16, hour);
    }
    add(
        "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#cc0000\" stroke-width=\"2\"/>",
        x(0), y(limit), x(points.size()));
  }

  /** When it charges, and when nobody reaches it. */
  private void row(int station) {
    double y = TOP + HEIGHT + 34 + station * ROW;
    add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">S%d</text>", LEFT - 6, y + 10, station + 1);
    bars(station, y, 8, COLOURS.get(station), true);
    bars(station, y + 9, 3, "#000000", false);
    if (station == points.getFirst().size() - 1) {
      add(
          "<text x=\"%d\" y=\"%.1f\">coloured: charges; black: cannot be reached</text>",
          LEFT, y + 28);
    }
  }

  private void bars(int station, double y, int height, String colour, boolean charging) {
    int from = -1;
    for (int i = 0; i <= points.size(); i++) {
      boolean on =
          i < points.size()
              && (charging
                  ? points.get(i).get(station).draws() > 0
                  : !points.get(i).get(station).online());
      if (on && from < 0) {
        from = i;
      } else if (!on && from >= 0) {
        add(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
            x(from), y, x(i) - x(from), height, colour);
        from = -1;
      }
    }
  }

  private double x(double point) {
    return LEFT + point * WIDTH / points.size();
  }

  private double y(double tenths) {
    return TOP + HEIGHT - tenths / top * HEIGHT;
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is no library of ours
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
