// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import java.security.cert.PKIXCertPathChecker;
import java.security.cert.TrustAnchor;
import java.util.List;
import java.util.Set;

/** What a station's certificate path is checked for beyond RFC 5280, section 6. */
@FunctionalInterface
public interface PathChecks {
  /** Nothing more. */
  PathChecks NONE = anchors -> List.of();

  /** Fresh checkers for paths to one of {@code anchors}; they are copied for each path. */
  List<PKIXCertPathChecker> of(Set<TrustAnchor> anchors);
}
