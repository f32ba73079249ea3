// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What of a divided command goes into its next message.
 *
 * @param payload of that message
 * @param upTo entries of the list that have been sent with it
 * @param isLast true when nothing is left behind it
 */
record Piece(JsonView payload, int upTo, boolean isLast) {
  /** Around the payload: type, id of 36 characters, action, brackets. */
  private static final int FRAME_BYTES = 64;

  /** The next one; empty when all of the command goes into one message. */
  static Optional<Piece> next(StationState state, Command command) {
    return Blocks.splits(state, command).flatMap(splitting -> of(splitting, command));
  }

  /** The response with the results of the pieces before. */
  static JsonView joined(StationState state, Command command, JsonView response) {
    JsonView before = command.results();
    return before == null
        ? response
        : Blocks.splits(state, command)
            .map(parts -> Completion.of(response).behind(parts.results(), before).done())
            .orElse(response);
  }

  private static Optional<Piece> of(Splitting splitting, Command command) {
    Completion whole = Completion.of(command.payload());
    List<String> entries = whole.elements(splitting.list());
    int from = Math.min(command.done(), entries.size());
    int upTo = from + fitting(splitting, command.payload(), entries, from);
    if (from == 0 && upTo == entries.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Piece(whole.slice(splitting.list(), from, upTo).done(), upTo, upTo == entries.size()));
  }

  /** At least one, for what is too long by itself only the station can judge. */
  private static int fitting(
      Splitting splitting, JsonView payload, List<String> entries, int from) {
    int around =
        FRAME_BYTES + bytes(payload.text()) - entries.stream().mapToInt(e -> bytes(e) + 1).sum();
    long left = (long) splitting.bytes() - around;
    int count = 0;
    for (String entry : entries.subList(from, entries.size())) {
      left -= bytes(entry) + 1;
      if (count > 0 && (left < 0 || count == splitting.items())) {
        return count;
      }
      count++;
    }
    return count;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
