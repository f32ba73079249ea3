// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

/**
 * Something that a handler claims of itself, and is then held to.
 *
 * @param name as the report gives it
 */
public record Capability(String name) {
  /** It keeps state: gives snapshots, by a checkpoint or in {@code onStop}, and takes them back. */
  public static final Capability SNAPSHOTS = new Capability("snapshots");

  /** It ends a blocking call when it is interrupted. */
  public static final Capability INTERRUPTIBLE = new Capability("interruptible");

  /** Its class loader can be collected after {@code close}. */
  public static final Capability UNLOADABLE = new Capability("unloadable");

  @Override
  public String toString() {
    return name;
  }
}
