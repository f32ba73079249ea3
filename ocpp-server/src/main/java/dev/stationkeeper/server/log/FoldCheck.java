// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Proves that state equals the fold of the log: events can be evolved, a snapshot says what the
 * fold says at its sequence number, and a state survives being written and read.
 */
public final class FoldCheck<S> implements LogVerifier.Check {
  private final Fold<S> fold;
  private final Map<String, Snapshot> snapshots;
  private final Function<String, Optional<Recovery.Recovered<S>>> live;
  private final Map<String, Recovery.Recovered<S>> states = new HashMap<>();

  /** Folds with {@code fold} and compares with {@code snapshots}, which are by stream. */
  public FoldCheck(Fold<S> fold, Map<String, Snapshot> snapshots) {
    this(fold, snapshots, stream -> Optional.empty());
  }

  /** The same, and compares with the states in memory where they are as new. */
  public FoldCheck(
      Fold<S> fold,
      Map<String, Snapshot> snapshots,
      Function<String, Optional<Recovery.Recovered<S>>> live) {
    this.fold = fold;
    this.snapshots = snapshots;
    this.live = live;
  }

  @Override
  public void look(LogRecord event, BiConsumer<Long, String> finding) {
    String stream = event.stream();
    if (stream.equals(SystemLog.STREAM)) {
      return;
    }
    Recovery.Recovered<S> known = states.get(stream);
    S before = known == null ? fold.initial(stream) : known.state();
    S state;
    try {
      state = fold.evolve(before, event);
    } catch (RuntimeException e) {
      finding.accept(event.position(), "cannot be folded: " + e.getMessage());
      return;
    }
    states.put(stream, new Recovery.Recovered<>(state, event.sequence(), event.position()));
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
        (stream, at) -> {
          String text = fold.write(at.state());
          if (!fold.read(stream, text).equals(Optional.of(at.state()))) {
            finding.accept(
                at.position(), "the state of " + stream + " does not survive being written");
          }
          Optional<Recovery.Recovered<S>> present = live.apply(stream);
          if (present.isPresent()
              && present.get().sequence() == at.sequence()
              && !present.get().state().equals(at.state())) {
            finding.accept(at.position(), "the state of " + stream + " in memory says otherwise");
          }
          Snapshot snapshot = snapshots.get(stream);
          if (snapshot != null && snapshot.sequence() > at.sequence()) {
            finding.accept(at.position(), "the snapshot of " + stream + " is ahead of the log");
          }
        });
  }
}
