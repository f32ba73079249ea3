// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a list of tokens from CSV (RFC 4180, UTF-8, a header line, a comma or a semicolon between
 * fields). All or nothing: with one wrong field there is no list, and what is wrong is said with
 * its line and column. Tokens themselves are not repeated in these texts.
 */
final class TokenCsv {
  private static final int MOST_TOKENS = 500_000;
  private static final int MOST_FAULTS = 20;

  private final List<String> faults = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final int defaultConcurrent;

  private TokenCsv(int defaultConcurrent) {
    this.defaultConcurrent = defaultConcurrent;
  }

  /**
   * The list that {@code text} holds.
   *
   * @param concurrent of tokens that say nothing of it
   * @throws IllegalArgumentException with the first faults, a line for each
   */
  static Tokens parse(String text, int concurrent) {
    TokenCsv csv = new TokenCsv(concurrent);
    csv.read(text);
    if (!csv.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", csv.faults));
    }
    return new Tokens(csv.tokens);
  }

  private void read(String text) {
    String first = text.lines().findFirst().orElse("");
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(first.contains(";") && !first.contains(",") ? ';' : ',')
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .detectBomHeader(false)
            .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      TokenColumns columns = null;
      long last = 1;
      for (CsvRecord line : reader) {
        last = line.getStartingLineNumber();
        if (columns == null) {
          columns = new TokenColumns(line.getFields(), this::fault);
          if (!faults.isEmpty()) {
            return; // what lines mean is not known
          }
        } else {
          add(columns, line);
        }
        if (faults.size() >= MOST_FAULTS) {
          faults.add("and more may follow");
          return;
        }
      }
      if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
        // It would swallow all lines behind it into one field.
        faults.add("line " + last + ": a quote is opened in this line or behind it and not closed");
      }
      if (columns == null) {
        faults.add("line 1: there is no header; it names the columns, id among them");
      }
    } catch (CsvParseException e) {
      faults.add("no CSV: " + e.getMessage());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e); // a text in memory
    }
  }

  private void add(TokenColumns columns, CsvRecord line) {
    long number = line.getStartingLineNumber();
    if (tokens.size() >= MOST_TOKENS) {
      faults.add("line " + number + ": more than " + MOST_TOKENS + " tokens");
      return;
    }
    int before = faults.size();
    Token token = columns.token(number, line.getFields(), defaultConcurrent);
    Long same = lines.putIfAbsent(Token.key(token.id()) + '\n' + token.type(), number);
    if (same != null) {
      fault(number, columns.place("id"), "the token stands in line " + same + " already");
    }
    if (faults.size() == before) {
      tokens.add(token);
    }
  }

  private void fault(long line, String column, String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add("line " + line + ", " + column + ": " + what);
    }
  }
}
