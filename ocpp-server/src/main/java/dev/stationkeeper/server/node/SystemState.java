// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.access.AccessTable;
import dev.stationkeeper.server.ca.CertificateTable;
import dev.stationkeeper.server.identity.UserTable;
import dev.stationkeeper.server.log.SystemPart;
import java.util.List;

/** Everything that is held in memory of the system's stream, each part by who uses it. */
public record SystemState(
    UserTable users,
    AccessTable access,
    CertificateTable certificates,
    SettingTable settings,
    RetentionTable retention) {
  /** Nothing is known. */
  SystemState() {
    this(
        new UserTable(),
        new AccessTable(),
        new CertificateTable(),
        new SettingTable(),
        new RetentionTable());
  }

  /** All of them. */
  List<SystemPart> parts() {
    return List.of(users, access, certificates, settings, retention);
  }
}
