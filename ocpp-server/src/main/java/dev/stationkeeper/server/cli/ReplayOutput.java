// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.server.http.Json;
import dev.stationkeeper.server.replay.JsonDifference;
import dev.stationkeeper.server.replay.ReplayDifference;
import dev.stationkeeper.server.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** How a replay is printed. */
interface ReplayOutput extends AutoCloseable {
  /** Takes a difference. */
  void found(ReplayDifference difference);

  /** Takes the end. */
  void end(ReplayReport report) throws IOException;

  @Override
  void close() throws IOException;

  /** One JSON object: {@code differences} as they are found, then {@code report}. */
  static ReplayOutput json(PrintWriter out) throws IOException {
    return new AsJson(out);
  }

  /** A table of at most {@code most} rows: one for each member that differs. */
  static ReplayOutput table(PrintWriter out, int most) {
    return new AsTable(out, most);
  }

  /** A sentence for people. */
  static String summary(ReplayReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %d CALLs asked again, %d answered as then, %d otherwise (%d of them failures)."
            .formatted(
                String.join(", ", report.handlers()),
                report.asked(),
                report.same(),
                report.different(),
                report.failed()));
    also(text, report.left(), "%d were left to a handler that is not asked here.");
    also(text, report.notAsked(), "%d would not be asked today.");
    also(text, report.unreadable(), "%d events are of a type that this version does not know.");
    also(text, report.lostEvents(), "%d events were not told, because too many waited.");
    if (report.ended() != null) {
      text.append(" Ended early: ").append(report.ended());
    }
    return text.toString();
  }

  private static void also(StringBuilder text, long count, String sentence) {
    if (count > 0) {
      text.append(' ').append(sentence.formatted(count));
    }
  }

  /** Streams, so that any number of differences is listed. */
  final class AsJson implements ReplayOutput {
    private final ObjectMapper mapper = Json.mapper();
    private final PrintWriter out;
    private final JsonGenerator generator;

    AsJson(PrintWriter out) throws IOException {
      this.out = out;
      generator = mapper.createGenerator(out);
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.useDefaultPrettyPrinter();
      generator.writeStartObject();
      generator.writeArrayFieldStart("differences");
    }

    @Override
    public void found(ReplayDifference difference) {
      try {
        mapper.writeValue(generator, difference);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void end(ReplayReport report) throws IOException {
      generator.writeEndArray();
      generator.writeFieldName("report");
      mapper.writeValue(generator, report);
      generator.writeEndObject();
    }

    @Override
    public void close() throws IOException {
      generator.close();
      out.println();
    }
  }

  /** Widths are known at the end only, so the rows are kept, and bounded. */
  final class AsTable implements ReplayOutput {
    private static final int CELL = 60;

    private final Table table =
        new Table("POSITION", "TIME", "STATION", "ACTION", "BY", "MEMBER", "SENT", "NOW");
    private final PrintWriter out;
    private final int most;
    private int rows;
    private long more;

    AsTable(PrintWriter out, int most) {
      this.out = out;
      this.most = most;
    }

    @Override
    public void found(ReplayDifference difference) {
      for (JsonDifference.Change change : difference.changes()) {
        row(difference, change.path(), text(change.before()), text(change.after()));
      }
      if (difference.failure() != null) {
        row(difference, "(failed)", "", difference.failure());
      }
    }

    private void row(ReplayDifference difference, String member, String sent, String now) {
      if (rows >= most) {
        more++;
        return;
      }
      rows++;
      table.row(
          Long.toString(difference.position()),
          difference.at().toString(),
          difference.station(),
          difference.action(),
          difference.sentBy() == null ? "" : difference.sentBy(),
          member,
          cut(sent),
          cut(now));
    }

    private static String text(@Nullable JsonNode value) {
      return value == null ? "" : value.isTextual() ? value.textValue() : value.toString();
    }

    private static String cut(String text) {
      String line = text.replace('\n', ' ');
      return line.length() > CELL ? line.substring(0, CELL - 1) + "…" : line;
    }

    @Override
    public void end(ReplayReport report) {
      if (rows > 0) {
        table.print(out);
      }
      if (more > 0) {
        out.println("... and " + more + " more rows; --max-rows shows more, --json all.");
      }
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
