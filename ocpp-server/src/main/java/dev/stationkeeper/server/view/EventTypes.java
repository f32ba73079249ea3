// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of event types in the log, from their records. */
final class EventTypes {
  private EventTypes() {}

  static Set<String> of(Class<?>... records) {
    return Arrays.stream(records).map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());
  }
}
