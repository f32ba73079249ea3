// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** Makes a tree of records of values by their dotted names. */
final class RecordBinder {
  private RecordBinder() {}

  /**
   * A record of {@code type}.
   *
   * @param values one for every key that the tree declares, of the type that it declares
   */
  static <R extends Record> R bind(Class<R> type, Map<String, Object> values) {
    return type.cast(make("", type, values));
  }

  private static Object make(String prefix, Class<?> type, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = prefix + ConfigKey.kebab(components[i].getName());
      Object value =
          components[i].getAnnotation(Setting.class) != null
              ? values.get(name)
              : make(name + ".", components[i].getType(), values);
      if (value == null) {
        throw new IllegalStateException("no value for " + name);
      }
      arguments[i] = value;
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " refused its values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no way to make " + type, e);
    }
  }
}
