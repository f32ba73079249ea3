// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Map;
import java.util.Set;

/**
 * A handler as it is configured.
 *
 * @param version the handler's own, for operators
 * @param order lower is asked first; equal ones in the order of installation
 * @param versions numbers of the OCPP versions whose requests it wants; empty means all
 * @param actions names of the actions it wants, {@code TransactionEvent:idToken} for those requests
 *     only that have this member; empty means all
 */
public record HandlerSpec(
    HandlerId id,
    String version,
    HandlerProvider provider,
    Map<String, String> settings,
    HandlerRole role,
    int order,
    Set<String> versions,
    Set<String> actions) {
  /**
   * The setting by which an observer or a consumer sees identifiers of persons as they are: {@code
   * true}. Otherwise it sees pseudonyms ({@link PersonMask}).
   */
  public static final String PERSONAL_DATA = "personal-data";

  /** Between an action and a member. */
  private static final String MEMBER = ":";

  public HandlerSpec {
    settings = Map.copyOf(settings);
    versions = Set.copyOf(versions);
    actions = Set.copyOf(actions);
  }

  /** A handler without settings that wants everything, at order 100. */
  public static HandlerSpec of(HandlerId id, HandlerRole role, HandlerProvider provider) {
    return new HandlerSpec(id, "0", provider, Map.of(), role, 100, Set.of(), Set.of());
  }

  /** The same at that place in the chain. */
  public HandlerSpec withOrder(int place) {
    return new HandlerSpec(id, version, provider, settings, role, place, versions, actions);
  }

  /** The same with those settings. */
  public HandlerSpec withSettings(Map<String, String> given) {
    return new HandlerSpec(id, version, provider, given, role, order, versions, actions);
  }

  /** The same from another provider. */
  public HandlerSpec withProvider(HandlerProvider made) {
    return new HandlerSpec(id, version, made, settings, role, order, versions, actions);
  }

  /** The same for those actions only. */
  public HandlerSpec withActions(Set<String> wanted) {
    return new HandlerSpec(id, version, provider, settings, role, order, versions, wanted);
  }

  /**
   * True when it sees identifiers of persons: a responder decides on them; another where its
   * configuration says so.
   */
  boolean seesPersons() {
    return role == HandlerRole.RESPONDER || "true".equals(settings.get(PERSONAL_DATA));
  }

  boolean wants(OcppVersion number, Action action, JsonView payload) {
    return (versions.isEmpty() || versions.contains(number.number()))
        && (actions.isEmpty()
            || actions.contains(action.name())
            || wantsSome(action.name(), payload));
  }

  private boolean wantsSome(String action, JsonView payload) {
    for (String wanted : actions) {
      int end = action.length();
      if (wanted.startsWith(action)
          && wanted.startsWith(MEMBER, end)
          && payload.has(wanted.substring(end + MEMBER.length()))) {
        return true;
      }
    }
    return false;
  }
}
