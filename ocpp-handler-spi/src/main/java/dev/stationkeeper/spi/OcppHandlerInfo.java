// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the server must know of an {@link OcppHandler} before it runs any of its code. Stands on the
 * class; read without initialising it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OcppHandlerInfo {
  /** The SPI version that this build of the SPI is, for {@link #spi()}. */
  String SPI_VERSION = "1.1";

  /** The handler asks to be asked: it takes part in answering. */
  String RESPONDER = "responder";

  /** The handler only looks on, behind every answer, with a mailbox of its own. */
  String OBSERVER = "observer";

  /**
   * The handler follows the log with a durable checkpoint, for all stations at once; its class
   * implements {@link ConsumerHandler}.
   */
  String CONSUMER = "consumer";

  /**
   * The handler's name, unique in a server: lower-case letters, digits and dashes, 1 to 40
   * characters.
   */
  String id();

  /** The handler's own version, shown to operators. */
  String version();

  /**
   * The SPI version compiled against, {@code major.minor}: write {@link #SPI_VERSION}, which the
   * compiler puts into the class as it was then. Another major is refused; a newer minor than the
   * server's is loaded with a warning.
   *
   * <p>It has no default: an annotation's default is not in the vendor's class but in the server's
   * SPI, and would always fit.
   */
  String spi();

  /** {@link #RESPONDER}, {@link #OBSERVER} or {@link #CONSUMER}. */
  String role() default RESPONDER;

  /**
   * Lower is asked first; equal ones in the order of installation. The configuration may overrule.
   */
  int order() default 100;

  /** The OCPP versions it wants requests of, as numbers such as {@code 2.0.1}; empty means all. */
  String[] versions() default {};

  /**
   * The actions it wants requests of, for example {@code Authorize}; {@code
   * TransactionEvent:idToken} for those of them only that have this member. Empty means all. A
   * request that nobody wants is answered at once.
   */
  String[] actions() default {};
}
