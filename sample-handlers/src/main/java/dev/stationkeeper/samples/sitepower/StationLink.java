// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.sitepower.SiteConfig.Member;

/** Brings orders to one station. Never blocks. */
interface StationLink {
  /** Sends the order; what became of it is told to {@link Sites#result}, exactly once or never. */
  void send(Order order, Member member, Profiles profiles);
}
