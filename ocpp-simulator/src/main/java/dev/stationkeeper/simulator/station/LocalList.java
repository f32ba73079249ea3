// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/** The local authorisation list: a version and how many entries; the tokens are not kept. */
final class LocalList {
  private long version;
  private int entries;

  long version() {
    return version;
  }

  /** Answers the status for the CSMS (1.6 5.15, 2.x D01). */
  String update(boolean full, long newVersion, int count) {
    if (!full && newVersion <= version) {
      return "VersionMismatch";
    }
    entries = full ? count : entries + count;
    version = full && count == 0 && newVersion == 0 ? 0 : newVersion;
    return "Accepted";
  }

  int entries() {
    return entries;
  }
}
