// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a component of a configuration record a key of the file. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
  /** What the key is for, one sentence without its full stop; for the reference page. */
  String value();

  /** As it would be written in the file. */
  String byDefault();

  /** Smallest value allowed, written like the value; empty for none. */
  String min() default "";

  /** Largest value allowed, written like the value; empty for none. */
  String max() default "";

  /** True when the value must never be shown. */
  boolean secret() default false;
}
