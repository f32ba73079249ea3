// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import java.lang.reflect.RecordComponent;
import java.util.Map;

/** Copies of records, whatever components they have gained. */
final class Records {
  private Records() {}

  /** The record with those of its components replaced. */
  static <R extends Record> R with(R record, Map<String, ?> changed) {
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      int found = 0;
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        String name = components[i].getName();
        if (changed.containsKey(name)) {
          values[i] = changed.get(name);
          found++;
        } else {
          values[i] = components[i].getAccessor().invoke(record);
        }
      }
      if (found != changed.size()) {
        throw new AssertionError(record.getClass() + " has not all of " + changed.keySet());
      }
      @SuppressWarnings("unchecked") // a record's class is that of R
      Class<R> type = (Class<R>) record.getClass();
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot copy " + record.getClass(), e);
    }
  }
}
