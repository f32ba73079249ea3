// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import java.io.IOException;

/** Reads the value at which a reader stands, and leaves the reader on the value's last token. */
@FunctionalInterface
public interface Read<T> {
  T from(PayloadReader in) throws IOException;
}
