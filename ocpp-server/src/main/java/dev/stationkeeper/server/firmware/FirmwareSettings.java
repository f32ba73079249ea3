// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How firmware is looked at before an update is sent.
 *
 * @param authorities PEM files of who issues certificates that firmware is signed with; empty when
 *     nothing is checked
 * @param folder with images, by the last element of their address; null when the server has none
 * @param signed true when updates without certificate and signature are refused
 */
public record FirmwareSettings(List<Path> authorities, @Nullable Path folder, boolean signed) {
  /** Nothing is checked. */
  public static final FirmwareSettings NONE = new FirmwareSettings(List.of(), null, false);

  public FirmwareSettings {
    authorities = List.copyOf(authorities);
  }
}
