// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.util.Optional;

/** The tokens that operators gave to the server. Thread-safe; may read from disk. */
@DoNotImplement
public interface TokenDirectory {
  /**
   * The token with that id, compared without regard to case (1.6 CiString20; 2.x identifierString);
   * empty when the server has none.
   */
  Optional<TokenRecord> find(String id);
}
