// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.station.event.EventCodec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With 100,000 stations nothing may look at all of them for one page: every list, with every filter
 * and in every order, walks an index, and sorts nothing.
 */
class QueryPlansTest {
  private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

  @TempDir Path folder;
  private PlannedDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = new PlannedDatabase(folder.resolve("views.db"));
    for (Projection projection : Views.projections(TraceBounds.DEFAULT)) {
      database.prepare(projection);
    }
    database.plans.clear();
  }

  @AfterEach
  void close() throws SQLException {
    database.end();
  }

  /** Says of each query, before it runs, how SQLite is going to answer it. */
  private static final class PlannedDatabase extends ViewDatabase {
    private final Connection plan;
    private final List<String> plans = new ArrayList<>();

    PlannedDatabase(Path file) throws SQLException {
      super(file);
      plan = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    <T> List<T> query(Row.Reader<T> reader, String sql, @Nullable Object... parameters) {
      try (PreparedStatement statement = plan.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
        ViewDatabase.bind(statement, parameters);
        try (ResultSet steps = statement.executeQuery()) {
          while (steps.next()) {
            plans.add(steps.getString("detail") + " -- " + sql);
          }
        }
      } catch (SQLException e) {
        throw new ViewException("no plan for " + sql, e);
      }
      return super.query(reader, sql, parameters);
    }

    void end() throws SQLException {
      plan.close();
      close();
    }
  }

  /** Steps that look at every row, or sort what they found. */
  private List<String> slow() {
    assertTrue(!database.plans.isEmpty(), "nothing was asked");
    return database.plans.stream()
        .filter(step -> step.startsWith("SCAN") || step.startsWith("USE TEMP B-TREE"))
        .toList();
  }

  @Test
  void stationsInEveryOrderWithEveryFilterFromTheStartAndBehindAPage() {
    StationsView stations = new StationsView(database);
    List<StationFilter> filters = filters();
    for (StationSort.Key key : StationSort.Key.values()) {
      for (boolean descending : new boolean[] {false, true}) {
        StationSort sort = new StationSort(key, descending);
        String cursor =
            StationQuery.cursor(sort, "CP-5", key == StationSort.Key.LAST_SEEN ? "4711" : "Acme");
        for (StationFilter filter : filters) {
          stations.list(filter, sort, cursor, 100);
        }
      }
    }
    assertEquals(List.of(), slow());
    // A first page has no place to search from: it walks the index from its end, and stops.
    for (StationSort.Key key : StationSort.Key.values()) {
      stations.list(StationFilter.ALL, new StationSort(key, true), null, 100);
    }
    assertEquals(
        List.of(),
        slow().stream().filter(step -> !step.startsWith("SCAN s USING INDEX stations_")).toList());
  }

  private static List<StationFilter> filters() {
    List<StationFilter> filters = new ArrayList<>();
    for (Boolean connected : Arrays.asList(null, true, false)) {
      for (String prefix : Arrays.asList(null, "CP")) {
        for (String text : Arrays.asList(null, "acme")) {
          for (String status : Arrays.asList(null, "Faulted")) {
            for (String version : Arrays.asList(null, "2.1")) {
              filters.add(new StationFilter(connected, prefix, text, status, version));
            }
          }
        }
      }
    }
    return filters;
  }

  @Test
  void transactionsWithEveryFilterBothWays() {
    TransactionsView transactions = new TransactionsView(database, new EventCodec());
    for (String station : Arrays.asList(null, "CP-1")) {
      for (Boolean active : Arrays.asList(null, true, false)) {
        for (Instant from : Arrays.asList(null, THEN)) {
          for (Instant to : Arrays.asList(null, THEN)) {
            for (String cursor : Arrays.asList(null, Cursor.of(THEN.toEpochMilli(), 7))) {
              transactions.list(station, active, from, to, cursor, 100);
              transactions.list(station, active, from, to, true, cursor, 100);
            }
          }
        }
      }
    }
    assertEquals(List.of(), slow());
  }

  @Test
  void everythingElseThatGrows() {
    for (Boolean flag : Arrays.asList(null, true, false)) {
      for (String text : Arrays.asList(null, "CP-1")) {
        new AlarmsView(database).list(flag, text, null, 100);
        for (Instant at : Arrays.asList(null, THEN)) {
          new AuditView(database).list(text, flag, at, at, null, 100);
        }
        new TokensView(database, new TokenMemory()).list(text, null, 100);
      }
    }
    TasksView tasks = new TasksView(database);
    tasks.list(null, 100);
    tasks.stations("task", null, null, 100);
    tasks.stations("task", "waiting", null, 100);
    assertEquals(List.of(), slow());
  }

  @Test
  void whatBelongsToOneStationIsFoundByIt() {
    for (String text : Arrays.asList(null, "x")) {
      new CommandsView(database).list("CP-1", text, null, 100);
      new VariablesView(database).list("CP-1", text, text, null, 100);
      new FlowsView(database).list("CP-1", text, null, 100);
      new CertificatesView(database).list("CP-1", text, null, 100);
    }
    new MonitorsView(database).list("CP-1", null, 100);
    List<String> elsewhere =
        database.plans.stream().filter(step -> !step.contains("(station=?")).toList();
    assertEquals(List.of(), elsewhere);
  }

  /** The latest have no index but their number: there are few. */
  @Test
  void messagesAreFoundByTheirStationOrAreTheLatest() {
    for (String action : Arrays.asList(null, "x")) {
      new MessagesView(database).list("CP-1", action, THEN, THEN, null, 100);
    }
    Set<String> steps =
        database.plans.stream()
            .map(step -> step.split(" -- ", 2)[0])
            .collect(Collectors.toUnmodifiableSet());
    assertEquals(
        Set.of(
            "SEARCH m USING INTEGER PRIMARY KEY (rowid>?)",
            "SCALAR SUBQUERY 1",
            "SCAN listing",
            "SEARCH l USING PRIMARY KEY (station=? AND position<?)",
            "SEARCH m USING INTEGER PRIMARY KEY (rowid=?)"),
        steps);
  }

  @Test
  void theOverviewCountsInNarrowIndices() {
    new OverviewView(database).count();
    assertEquals(
        List.of(),
        database.plans.stream()
            .filter(step -> step.startsWith("SCAN") && !step.contains(" INDEX "))
            .toList());
  }
}
