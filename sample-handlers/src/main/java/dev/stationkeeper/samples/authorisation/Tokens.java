// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's list as it was read once. Immutable: another list is another object. */
final class Tokens {
  static final Tokens NONE = new Tokens(List.of());

  private final List<Token> all;
  private final Map<String, List<Token>> byId = new HashMap<>();

  Tokens(List<Token> all) {
    this.all = List.copyOf(all);
    all.forEach(
        token -> byId.computeIfAbsent(Token.key(token.id()), key -> new ArrayList<>(1)).add(token));
  }

  /** In the order of the file. */
  List<Token> all() {
    return all;
  }

  /**
   * The token of that id and type; one without a type fits every type. A station of 1.6 names none
   * and gets the first of that id.
   *
   * @param type empty when the station names none
   */
  Optional<Token> find(String id, String type) {
    return byId.getOrDefault(Token.key(id), List.of()).stream()
        .filter(token -> type.isEmpty() || token.type().isEmpty() || token.type().equals(type))
        .findFirst();
  }

  /** The record of a group, where the list has one under its id. */
  Optional<Token> group(Token member) {
    return member.groupId().flatMap(id -> find(id, "")).filter(group -> !group.equals(member));
  }
}
