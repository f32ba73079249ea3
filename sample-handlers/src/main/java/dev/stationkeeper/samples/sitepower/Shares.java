// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each transaction of a site should have: what the stations that do not obey leave, in even
 * parts, each at least {@link SiteConfig#LEAST} or nothing. Where there is not enough for all, who
 * has charged for fewer turns goes first.
 */
final class Shares {
  private final SiteConfig site;
  private final List<StationAccount> obeying;
  private final Map<String, Integer> capacity = new HashMap<>();

  Shares(SiteConfig site, Collection<StationAccount> accounts) {
    this.site = site;
    this.obeying = accounts.stream().filter(StationAccount::obeys).toList();
    for (StationAccount account : accounts) {
      int reserved = account.obeys() ? site.standby() : account.bound();
      for (String line : account.member().lines()) {
        capacity.putIfAbsent(line, site.limit());
        capacity.merge(line, -reserved, Integer::sum);
      }
    }
  }

  private record Wish(StationAccount account, StationView.Running running, boolean had) {
    Duration served() {
      return account.served(running.transactionId());
    }

    String key() {
      return account.member().id() + '\n' + running.transactionId();
    }
  }

  Map<String, Map<String, Integer>> byStation(Duration turn) {
    List<Wish> wishes = wishes(turn);
    List<FairShare.Claim> claims = new ArrayList<>();
    Map<String, Integer> standby = new HashMap<>();
    for (Wish wish : wishes) {
      String station = wish.account().member().id();
      // What a station may draw anyway is the first one's.
      int free = standby.containsKey(station) ? 0 : site.standby();
      standby.putIfAbsent(station, free);
      int most = wish.running().resting() ? SiteConfig.LEAST : wish.account().member().max();
      int least = Math.max(0, SiteConfig.LEAST - free);
      List<String> uses = new ArrayList<>(wish.account().member().lines());
      uses.add(own(station));
      capacity.putIfAbsent(own(station), wish.account().member().max() - site.standby());
      claims.add(new FairShare.Claim(wish.key(), least, Math.max(least, most - free), uses));
    }
    Map<String, Integer> given = FairShare.of(capacity, claims);
    Map<String, Map<String, Integer>> shares = new HashMap<>();
    for (int i = 0; i < wishes.size(); i++) {
      Wish wish = wishes.get(i);
      int extra = given.getOrDefault(wish.key(), 0);
      boolean admitted = extra > 0 || claims.get(i).least() == 0;
      String station = wish.account().member().id();
      int free = admitted ? standby.getOrDefault(station, 0) : 0;
      if (admitted) {
        standby.put(station, 0);
      }
      shares
          .computeIfAbsent(station, s -> new LinkedHashMap<>())
          .put(wish.running().transactionId(), extra + free);
    }
    return shares;
  }

  /** In the order in which they get their least; who has it keeps it for the length of a turn. */
  private List<Wish> wishes(Duration turn) {
    List<Wish> wishes = new ArrayList<>();
    for (StationAccount account : obeying) {
      Integer confirmed = account.confirmed();
      boolean had = confirmed != null && confirmed >= SiteConfig.LEAST;
      account.running().forEach(running -> wishes.add(new Wish(account, running, had)));
    }
    wishes.sort(
        Comparator.comparingLong((Wish wish) -> wish.served().toMillis() / turn.toMillis())
            .thenComparing(wish -> !wish.had()));
    return wishes;
  }

  private static String own(String station) {
    return "station " + station;
  }
}
