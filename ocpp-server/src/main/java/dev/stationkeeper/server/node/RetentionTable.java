// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.TokensErased;
import dev.stationkeeper.server.log.SystemPart;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** When tokens were last erased for their age, as the log tells it. Thread-safe. */
public final class RetentionTable implements SystemPart {
  private @Nullable Run last;

  RetentionTable() {}

  /** A time when tokens were erased for their age, and what of it. */
  record Run(TokensErased done, Instant at) {}

  @Override
  public Set<String> types() {
    return Set.of("TokensErased");
  }

  @Override
  public synchronized void apply(SystemEvent event, Instant at) {
    if (event instanceof TokensErased erased && erased.what().equals("retention")) {
      last = new Run(erased, at);
    }
  }

  @Override
  public synchronized void condensed(BiConsumer<SystemEvent, Instant> to) {
    Run run = last;
    if (run != null) {
      to.accept(run.done(), run.at());
    }
  }

  synchronized Optional<Run> last() {
    return Optional.ofNullable(last);
  }
}
