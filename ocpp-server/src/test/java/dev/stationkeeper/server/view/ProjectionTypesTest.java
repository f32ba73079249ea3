// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.RecordJson;
import dev.stationkeeper.station.event.StationEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A projection says which types it takes; one that it forgot would be missing without a word. */
class ProjectionTypesTest {
  private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

  @Test
  void whatAProjectionActsOnIsWhatItSaysThatItTakes() throws Exception {
    int acted = 0;
    for (Projection projection : Views.projections(TraceBounds.DEFAULT)) {
      Set<String> actsOn = new TreeSet<>();
      Set<String> takes = new TreeSet<>();
      for (Class<?> type : all()) {
        if (statements(projection, event(type)) > 0) {
          actsOn.add(type.getSimpleName());
        }
        if (projection.takes(type.getSimpleName())) {
          takes.add(type.getSimpleName());
        }
      }
      acted += actsOn.size();
      if (takes.size() == all().size()) {
        assertTrue(
            takes.containsAll(actsOn)); // stations and audit: everything tells them something
      } else {
        assertEquals(actsOn, takes, projection.name());
      }
    }
    assertTrue(acted > 60, "the samples reach the projections: " + acted);
  }

  private static List<Class<?>> all() {
    return Stream.of(StationEvent.class, SystemEvent.class)
        .<Class<?>>flatMap(ProjectionTypesTest::records)
        .toList();
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(ProjectionTypesTest::records);
  }

  private int statements(Projection projection, ViewEvent event) throws SQLException {
    AtomicInteger prepared = new AtomicInteger();
    try (Connection real = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      try (Statement statement = real.createStatement()) {
        statement.execute("CREATE TABLE projection (name TEXT, checkpoint INTEGER)");
        for (String made : projection.schema()) {
          statement.execute(made);
        }
      }
      Connection counting =
          (Connection)
              Proxy.newProxyInstance(
                  ProjectionTypesTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) -> {
                    // How far it is itself, it may ask for any event.
                    if (method.getName().equals("prepareStatement")
                        && !arguments[0].toString().contains("FROM projection ")) {
                      prepared.incrementAndGet();
                    }
                    try {
                      return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                      throw Objects.requireNonNull(e.getCause());
                    }
                  });
      projection.apply(event, new Changes(counting));
      projection.forget();
    }
    return prepared.get();
  }

  private static ViewEvent event(Class<?> type) throws Exception {
    boolean ofSystem = SystemEvent.class.isAssignableFrom(type);
    // The one type of which a projection takes no more than a kind.
    Object sample =
        type == FlowEnded.class
            ? new FlowEnded("1", "monitorsAgain", "complete", JsonView.EMPTY)
            : sample(type);
    String json = RecordJson.write(sample);
    return new ViewEvent(
        new LogRecord(
            1,
            ofSystem ? SystemLog.STREAM : "CP-1",
            1,
            AT,
            Cause.NONE,
            type.getSimpleName(),
            1,
            json),
        new EventCodec());
  }

  private static Object sample(Class<?> record) throws ReflectiveOperationException {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      types.add(component.getType());
      values.add(value(component.getType(), component.getGenericType()));
    }
    var constructor = record.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values.toArray());
  }

  private static Object value(Class<?> type, Type generic) throws ReflectiveOperationException {
    if (type == String.class) {
      return "x";
    } else if (type == int.class || type == Integer.class) {
      return 1;
    } else if (type == long.class || type == Long.class) {
      return 1L;
    } else if (type == boolean.class || type == Boolean.class) {
      return true;
    } else if (type == Instant.class) {
      return AT;
    } else if (type == JsonView.class) {
      return JsonView.EMPTY;
    } else if (type == BigDecimal.class) {
      return BigDecimal.ONE;
    } else if (type == Map.class) {
      return Map.of();
    } else if (type == List.class && generic instanceof ParameterizedType list) {
      Class<?> of = (Class<?>) list.getActualTypeArguments()[0];
      return List.of(value(of, of));
    } else if (type.isRecord()) {
      return sample(type);
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    throw new IllegalArgumentException("no sample of " + generic);
  }
}
