// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Proves that state equals the fold of the log: events can be evolved, a snapshot says what the
 * fold says at its sequence number, and a state survives being written and read.
 */
public final class FoldCheck<S> implements LogVerifier.Check {
  private final Fold<S> fold;
  private final Map<String, Snapshot> snapshots;
  private final Map<String, S> states = new HashMap<>();

  /** Folds with {@code fold} and compares with {@code snapshots}, which are by stream. */
  public FoldCheck(Fold<S> fold, Map<String, Snapshot> snapshots) {
    this.fold = fold;
    this.snapshots = snapshots;
  }

  @Override
  public void look(LogRecord event, BiConsumer<Long, String> finding) {
    String stream = event.stream();
    if (stream.equals(SystemLog.STREAM)) {
      return;
    }
    S before = states.getOrDefault(stream, fold.initial(stream));
    S state;
    try {
      state = fold.evolve(before, event);
    } catch (RuntimeException e) {
      finding.accept(event.position(), "cannot be folded: " + e.getMessage());
      return;
    }
    states.put(stream, state);
    Snapshot snapshot = snapshots.get(stream);
    if (snapshot != null
        && snapshot.sequence() == event.sequence()
        && snapshot.version() == fold.version()
        && !snapshot.state().equals(fold.write(state))) {
      finding.accept(event.position(), "the snapshot of " + stream + " says otherwise");
    }
  }

  @Override
  public void finish(BiConsumer<Long, String> finding) {
    states.forEach(
        (stream, state) -> {
          String text = fold.write(state);
          if (!fold.read(stream, text).equals(Optional.of(state))) {
            finding.accept(0L, "the state of " + stream + " does not survive being written");
          }
        });
  }
}
