// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds system events into the parts that take them, each event read once for all of them. */
public final class SystemFold {
  private final Map<String, List<SystemPart>> byType = new HashMap<>();

  /** Folds into {@code parts}. */
  public SystemFold(List<? extends SystemPart> parts) {
    for (SystemPart part : parts) {
      for (String type : part.types()) {
        byType.computeIfAbsent(type, t -> new ArrayList<>()).add(part);
      }
    }
  }

  /** Reads the whole stream into {@code part}, without a snapshot. Blocks. */
  public static <P extends SystemPart> P all(SegmentedLog log, P part) {
    SystemFold fold = new SystemFold(List.of(part));
    log.read(
        SystemLog.STREAM,
        0,
        0,
        event -> {
          fold.accept(event);
          return true;
        });
    return part;
  }

  /** Takes a record of the system's stream; one that concerns no part is not even parsed. */
  void accept(LogRecord event) {
    List<SystemPart> parts = byType.get(event.type());
    if (parts != null) {
      SystemLog.typed(event)
          .ifPresent(typed -> parts.forEach(part -> part.apply(typed, event.at())));
    }
  }

  void accept(String type, SystemEvent event, Instant at) {
    byType.getOrDefault(type, List.of()).forEach(part -> part.apply(event, at));
  }
}
