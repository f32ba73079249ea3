// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is true of the present connection only, and dies with it or with the process. Nothing in it
 * has been promised to anybody: the station repeats what was not answered.
 *
 * @param connection its number; 0 without a connection
 * @param version spoken on it; null without a connection
 * @param calls the station's CALLs without an answer, in order of arrival
 * @param asking true while a decision on the first of {@code calls} is awaited
 * @param expected actions that a Pending station was asked to send (TriggerMessage)
 */
public record Session(
    long connection,
    @Nullable OcppVersion version,
    List<InboundCall> calls,
    boolean asking,
    Set<String> expected) {
  /** No connection. */
  public static final Session NONE = new Session(0, null, List.of(), false, Set.of());

  public Session {
    calls = List.copyOf(calls);
    expected = Set.copyOf(expected);
  }

  /** True when a socket is up. */
  public boolean isConnected() {
    return version != null;
  }

  static Session of(long connection, OcppVersion version) {
    return new Session(connection, version, List.of(), false, Set.of());
  }

  /** The CALL whose turn it is. */
  Optional<InboundCall> head() {
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.getFirst());
  }

  boolean isInProgress(MessageId id) {
    for (InboundCall call : calls) {
      if (call.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  Session with(InboundCall call) {
    if (calls.isEmpty()) {
      return new Session(connection, version, List.of(call), asking, expected);
    }
    List<InboundCall> more = new ArrayList<>(calls);
    more.add(call);
    return new Session(connection, version, more, asking, expected);
  }

  /** The CALL whose turn it is stands for what it was before. */
  Session withHead(InboundCall call) {
    if (calls.size() == 1) {
      return new Session(connection, version, List.of(call), asking, expected);
    }
    List<InboundCall> next = new ArrayList<>(calls);
    next.set(0, call);
    return new Session(connection, version, next, asking, expected);
  }

  Session asked() {
    return new Session(connection, version, calls, true, expected);
  }

  Session headDone() {
    return new Session(connection, version, calls.subList(1, calls.size()), false, expected);
  }

  Session expecting(String action) {
    Set<String> more =
        Stream.concat(expected.stream(), Stream.of(action)).collect(Collectors.toSet());
    return new Session(connection, version, calls, asking, more);
  }

  Session notExpecting(String action) {
    Set<String> fewer =
        expected.stream().filter(a -> !a.equals(action)).collect(Collectors.toSet());
    return new Session(connection, version, calls, asking, fewer);
  }
}
