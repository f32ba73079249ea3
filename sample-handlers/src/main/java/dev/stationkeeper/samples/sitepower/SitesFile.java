// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads sites from JSON. Whatever is wrong is said with its place in the file. */
final class SitesFile {
  private static final int MOST_STATIONS = 1_000;

  private SitesFile() {}

  /**
   * The sites of a file.
   *
   * @throws IllegalArgumentException when anything in it is wrong; nothing of it counts then
   */
  static List<SiteConfig> parse(String text) {
    JsonObject root;
    try {
      root = object(JsonParser.parseString(text), "the file");
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("No JSON: " + e.getMessage(), e);
    }
    only(root, "the file", Set.of("sites"));
    List<SiteConfig> sites = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> stations = new HashSet<>();
    JsonArray array = array(root, "sites", "the file");
    for (int i = 0; i < array.size(); i++) {
      SiteConfig site = site(array.get(i), "sites[" + i + "]");
      check(names.add(site.name()), "sites[" + i + "].name: '" + site.name() + "' stands twice");
      for (Member member : site.stations()) {
        check(
            stations.add(member.id()),
            "sites[" + i + "].stations: '" + member.id() + "' stands twice");
      }
      sites.add(site);
    }
    return sites;
  }

  private static SiteConfig site(JsonElement element, String at) {
    JsonObject site = object(element, at);
    only(site, at, Set.of("name", "limit", "unit", "phases", "voltage", "standby", "stations"));
    String name = text(site, "name", at);
    int phases = (int) number(site, "phases", at, 1, 3, 3.0);
    check(phases != 2, at + ".phases is 1 or 3");
    int voltage = (int) number(site, "voltage", at, 100, 300, 230.0);
    double limit = number(site, "limit", at, 0, 1_000_000, null);
    String unit = site.has("unit") ? text(site, "unit", at) : "A";
    int tenths =
        switch (unit) {
          case "A" -> (int) Math.floor(limit * 10 + 1e-6);
          case "kW" -> (int) Math.floor(limit * 10_000 / voltage / phases + 1e-6);
          default ->
              throw new IllegalArgumentException(at + ".unit is A or kW, not '" + unit + "'");
        };
    int standby = (int) Math.round(number(site, "standby", at, 0, 1_000, 0.0) * 10);
    List<Member> members = new ArrayList<>();
    JsonArray stations = array(site, "stations", at);
    check(stations.size() <= MOST_STATIONS, at + ".stations are more than " + MOST_STATIONS);
    for (int i = 0; i < stations.size(); i++) {
      members.add(member(stations.get(i), at + ".stations[" + i + "]", phases, standby));
    }
    for (int line = 1; line <= phases; line++) {
      String on = "L" + line;
      long all = members.stream().filter(m -> m.lines().contains(on)).count() * standby;
      check(
          all <= tenths,
          "%s.standby: together the stations on %s may draw %s A without a transaction, more than the"
                  .formatted(at, on, BigDecimal.valueOf(all, 1))
              + " limit of %s A".formatted(BigDecimal.valueOf(tenths, 1)));
    }
    return new SiteConfig(name, tenths, voltage, standby, members);
  }

  private static Member member(JsonElement element, String at, int phases, int standby) {
    JsonObject station = object(element, at);
    only(station, at, Set.of("id", "max", "lines", "unit"));
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= phases; i++) {
      lines.add("L" + i);
    }
    if (station.has("lines")) {
      String wanted = text(station, "lines", at);
      List<String> some = List.of(wanted.split(",", -1));
      check(
          lines.containsAll(some) && new HashSet<>(some).size() == some.size(),
          at + ".lines are some of " + String.join(",", lines) + ", not '" + wanted + "'");
      lines = some;
    }
    int max = (int) Math.ceil(number(station, "max", at, 6, 10_000, 32.0) * 10 - 1e-6);
    check(standby <= max, at + ".max is less than the site's standby");
    String unit = station.has("unit") ? text(station, "unit", at) : "A";
    check(unit.equals("A") || unit.equals("W"), at + ".unit is A or W, not '" + unit + "'");
    return new Member(text(station, "id", at), max, lines, unit.equals("W"));
  }

  private static double number(
      JsonObject in,
      String name,
      String at,
      double least,
      double most,
      @Nullable Double otherwise) {
    JsonElement value = in.get(name);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    check(value instanceof JsonPrimitive p && p.isNumber(), at + "." + name + " must be a number");
    double number = value == null ? 0 : value.getAsDouble();
    check(
        number >= least && number <= most,
        at + "." + name + " is " + (long) least + " to " + (long) most + ", not " + value);
    return number;
  }

  private static String text(JsonObject in, String name, String at) {
    JsonElement value = in.get(name);
    check(
        value instanceof JsonPrimitive p && p.isString() && !p.getAsString().isBlank(),
        at + "." + name + " must be a text");
    return value == null ? "" : value.getAsString();
  }

  private static JsonArray array(JsonObject in, String name, String at) {
    JsonElement value = in.get(name);
    check(value != null && value.isJsonArray(), at + " must have a list '" + name + "'");
    return value == null ? new JsonArray() : value.getAsJsonArray();
  }

  private static JsonObject object(JsonElement element, String at) {
    check(element.isJsonObject(), at + " must be an object in braces");
    return element.getAsJsonObject();
  }

  private static void only(JsonObject in, String at, Set<String> known) {
    for (String name : in.keySet()) {
      check(
          known.contains(name),
          at
              + " has the unknown member '"
              + name
              + "'; known: "
              + known.stream().sorted().toList());
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
