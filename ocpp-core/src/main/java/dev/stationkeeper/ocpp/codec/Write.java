// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import java.io.IOException;

/** Writes a value, checked against its limits. */
@FunctionalInterface
public interface Write<T> {
  void to(PayloadWriter out, T value) throws IOException;
}
