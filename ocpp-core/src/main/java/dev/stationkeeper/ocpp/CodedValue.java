// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * A value out of a list that OCPP defines, for example a status. Not a Java {@code enum}: a peer
 * may send a value that this build does not know, and where a rule or a tolerance lets it pass it
 * is kept as it was sent. Two of one type are equal when their texts are; known values are also
 * identical, so {@code ==} with a constant is safe.
 */
public abstract class CodedValue {
  private final String value;
  private final boolean known;

  /** For the generated types. */
  protected CodedValue(String value, boolean known) {
    this.value = value;
    this.known = known;
  }

  /** The text on the wire. */
  public final String value() {
    return value;
  }

  /** True when this build's definitions list the value. */
  public final boolean isKnown() {
    return known;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || (other instanceof CodedValue that
            && getClass() == that.getClass()
            && value.equals(that.value));
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  @Override
  public final String toString() {
    return value;
  }
}
