// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named type of a version. */
public sealed interface TypeDefinition {
  /** The Java class name. */
  String name();

  /** What it is, in our words, or null. */
  @Nullable String doc();

  /** A JSON object with fixed members. */
  record ObjectType(String name, @Nullable String doc, List<Member> members)
      implements TypeDefinition {}

  /**
   * A text out of a list.
   *
   * @param open longest text when other values are allowed too, null when the list is closed
   */
  record CodedType(String name, @Nullable String doc, @Nullable Integer open, List<Code> codes)
      implements TypeDefinition {}

  /** One value of a list and the name of its Java constant. */
  record Code(String value, String constant) {}
}
