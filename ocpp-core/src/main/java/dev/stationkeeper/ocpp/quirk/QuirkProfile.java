// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import dev.stationkeeper.ocpp.Fault;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.Leniency;
import dev.stationkeeper.ocpp.MessageType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The quirks that are forgiven one station. Immutable and thread-safe. A payload without fault is
 * read as fast as without a profile: quirks are asked about faults only.
 */
public final class QuirkProfile {
  /** What every station is forgiven: extra members. */
  public static final QuirkProfile DEFAULT = new QuirkProfile(EnumSet.of(Quirk.EXTRA_MEMBERS));

  private final EnumSet<Quirk> quirks;

  private QuirkProfile(EnumSet<Quirk> quirks) {
    this.quirks = quirks;
  }

  /** The default and {@code quirks}. */
  public static QuirkProfile of(Set<Quirk> quirks) {
    EnumSet<Quirk> all = EnumSet.copyOf(DEFAULT.quirks);
    all.addAll(quirks);
    return new QuirkProfile(all);
  }

  /** True when {@code quirk} is forgiven. */
  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  /** The quirks that are forgiven, in their order: the first that knows a fault mends it. */
  public Set<Quirk> quirks() {
    return EnumSet.copyOf(quirks);
  }

  /** Reads and validates a station's payload, forgiving what this profile forgives. */
  public <T> Tolerated<T> decode(MessageType<T> type, JsonView payload) {
    Recorder recorder = new Recorder();
    return new Tolerated<>(type.decode(payload, recorder), recorder.uses());
  }

  @Override
  public String toString() {
    return quirks.toString();
  }

  private final class Recorder implements Leniency {
    private @Nullable List<QuirkUse> uses;

    @Override
    public Optional<String> mend(Fault fault) {
      for (Quirk quirk : quirks) {
        Optional<String> mended = Mending.mend(quirk, fault);
        if (mended.isPresent()) {
          if (uses == null) {
            uses = new ArrayList<>();
          }
          uses.add(new QuirkUse(quirk, fault));
          return mended;
        }
      }
      return Optional.empty();
    }

    List<QuirkUse> uses() {
      return uses == null ? List.of() : uses;
    }
  }
}
