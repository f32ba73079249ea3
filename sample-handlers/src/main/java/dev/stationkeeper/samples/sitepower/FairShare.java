// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares what several wants at once: first each in turn its least, or nothing where that does not
 * fit; then all that got some grow evenly until something they use is full (max-min fairness).
 */
final class FairShare {
  /**
   * One who wants.
   *
   * @param least less is of no use
   * @param most more is of no use
   * @param uses names of what it draws from, all to the same amount
   */
  record Claim(String key, int least, int most, List<String> uses) {}

  private final Map<String, Integer> left;
  private final Map<String, Integer> given = new LinkedHashMap<>();

  private FairShare(Map<String, Integer> capacity) {
    this.left = new HashMap<>(capacity);
  }

  /**
   * What each claim gets, by its key; 0 where its least did not fit. Of each use no more is given
   * than its capacity.
   *
   * @param claims in the order in which they get their least
   */
  static Map<String, Integer> of(Map<String, Integer> capacity, List<Claim> claims) {
    FairShare share = new FairShare(capacity);
    List<Claim> open = share.admitted(claims);
    while (!open.isEmpty()) {
      open = share.grown(open);
    }
    return share.given;
  }

  private List<Claim> admitted(List<Claim> claims) {
    List<Claim> admitted = new ArrayList<>();
    for (Claim claim : claims) {
      boolean fits =
          claim.least() <= claim.most()
              && claim.uses().stream().allMatch(use -> room(use) >= claim.least());
      give(claim, fits ? claim.least() : 0);
      if (fits) {
        admitted.add(claim);
      }
    }
    return admitted;
  }

  /** One even step for all; those that can grow further. */
  private List<Claim> grown(List<Claim> open) {
    Map<String, Integer> users = new HashMap<>();
    open.forEach(claim -> claim.uses().forEach(use -> users.merge(use, 1, Integer::sum)));
    int step = Integer.MAX_VALUE;
    for (Claim claim : open) {
      step = Math.min(step, claim.most() - given(claim));
    }
    for (Map.Entry<String, Integer> use : users.entrySet()) {
      step = Math.min(step, room(use.getKey()) / use.getValue());
    }
    int even = Math.max(0, step);
    open.forEach(claim -> give(claim, even));
    return open.stream()
        .filter(claim -> given(claim) < claim.most())
        .filter(
            claim -> claim.uses().stream().allMatch(use -> room(use) >= users.getOrDefault(use, 1)))
        .toList();
  }

  private void give(Claim claim, int more) {
    given.merge(claim.key(), more, Integer::sum);
    claim.uses().forEach(use -> left.merge(use, -more, Integer::sum));
  }

  private int given(Claim claim) {
    return given.getOrDefault(claim.key(), 0);
  }

  private int room(String use) {
    return left.getOrDefault(use, 0);
  }
}
