// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records with whatever fits their components, what is odd among it. */
final class RandomRecords {
  private static final List<String> TEXTS =
      List.of(
          "",
          "Local",
          "a \"b\" \\ c",
          "ä€😀",
          "\u0000\u001f\t\n\r\b\f/",
          "</x>\u007f\u2028",
          "}]{[,:");
  private static final List<JsonView> PAYLOADS =
      List.of(
          JsonView.EMPTY,
          JsonView.parse("{ \"a\" : [1.50, {\"b\":\"}\\\"{\\\\\"}] , \"c\":null }"),
          JsonView.parse("{\"seqNo\":1,\"ä\":\"\\u00e4\"}"));

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  <T> T of(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(this::value).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No record: " + type, e);
    }
  }

  private @Nullable Object value(RecordComponent component) {
    boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return mayBeAbsent && random.nextInt(3) == 0 ? null : value(component.getGenericType());
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return of.length == 1 ? list(of[0]) : map(of[1]);
    }
    if (type == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    } else if (type == JsonView.class) {
      return PAYLOADS.get(random.nextInt(PAYLOADS.size()));
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(random.nextInt(), random.nextInt(3) * 250_000_001L);
    } else if (type == int.class || type == Integer.class) {
      return random.nextBoolean() ? random.nextInt(10) : random.nextInt();
    } else if (type == long.class || type == Long.class) {
      return random.nextBoolean() ? (long) random.nextInt() : random.nextLong();
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == BigDecimal.class) {
      return BigDecimal.valueOf(random.nextInt(), 2);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      return of(record);
    }
    throw new IllegalStateException("No value of " + type);
  }

  private List<Object> list(Type of) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(of)).toList();
  }

  private Map<String, Object> map(Type of) {
    Map<String, Object> map = new HashMap<>();
    list(of).forEach(value -> map.put("k" + map.size(), value));
    return map;
  }
}
