// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/**
 * One setting of a station: a configuration key of 1.6, a variable of the device model of 2.x.
 *
 * @param component 2.x: the component's name; 1.6: empty
 * @param name the key, or the variable's name
 * @param instance 2.x: the variable's instance; else empty
 * @param type 2.x: the data type of the characteristics
 * @param access who may do what
 * @param reboot whether a change takes a reboot
 * @param initial the value as delivered
 */
record Variable(
    String component,
    String name,
    String instance,
    Type type,
    Access access,
    boolean reboot,
    String initial) {

  enum Access {
    ReadOnly,
    ReadWrite,
    WriteOnly
  }

  /** As the wire spells them. */
  enum Type {
    string,
    integer,
    bool,
    OptionList,
    MemberList,
    SequenceList;

    String wire() {
      return this == bool ? "boolean" : name();
    }
  }

  /** How lookups name it. */
  String key() {
    return key(component, name, instance);
  }

  static String key(String component, String name, String instance) {
    return component + '/' + name + '/' + instance;
  }

  /** Whether {@code value} can be a value of this variable. */
  boolean accepts(String value) {
    return switch (type) {
      case integer -> isWholeNumber(value);
      case bool -> "true".equalsIgnoreCase(value) || "false".equalsIgnoreCase(value);
      case string, OptionList, MemberList, SequenceList -> true;
    };
  }

  private static boolean isWholeNumber(String value) {
    return !value.isEmpty() && value.length() <= 9 && value.chars().allMatch(Character::isDigit);
  }
}
