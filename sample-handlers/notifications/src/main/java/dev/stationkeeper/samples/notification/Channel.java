// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import java.io.IOException;

/** A way to people. Used by one thread at a time. */
interface Channel extends AutoCloseable {
  /** What operators are told when it does not work, without secrets. */
  String name();

  /**
   * Tells it, and returns when the provider has taken it.
   *
   * @throws RefusedException when the provider is there and does not take this one
   * @throws IOException when the provider is away
   */
  void send(Notification notification) throws IOException, RefusedException, InterruptedException;

  @Override
  void close();
}
