// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Proves that the snapshot of what is known of the system says what its events say. */
public final class SystemCheck implements LogVerifier.Check {
  private final @Nullable Snapshot snapshot;
  private final List<? extends SystemPart> parts;
  private final SystemFold fold;
  private long sequence;

  /**
   * Compares with {@code snapshot}; one of another build counts as none.
   *
   * @param fresh parts that know nothing, all of them
   */
  public SystemCheck(Optional<Snapshot> snapshot, List<? extends SystemPart> fresh) {
    this.snapshot =
        snapshot.filter(one -> one.version() == SystemSnapshots.version(fresh)).orElse(null);
    this.parts = fresh;
    this.fold = new SystemFold(fresh);
  }

  @Override
  public void look(LogRecord event, BiConsumer<Long, String> finding) {
    if (snapshot == null || !event.stream().equals(SystemLog.STREAM)) {
      return;
    }
    sequence = event.sequence();
    if (sequence > snapshot.sequence()) {
      return;
    }
    fold.accept(event);
    if (sequence == snapshot.sequence() && !SystemSnapshots.text(parts).equals(snapshot.state())) {
      finding.accept(event.position(), "the snapshot of the system says otherwise");
    }
  }

  @Override
  public void finish(BiConsumer<Long, String> finding) {
    if (snapshot != null && snapshot.sequence() > sequence) {
      finding.accept(0L, "the snapshot of the system is ahead of the log");
    }
  }
}
