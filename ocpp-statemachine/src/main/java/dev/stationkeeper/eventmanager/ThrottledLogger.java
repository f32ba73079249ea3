// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A handler's logger. Lines are formatted here, on the handler's thread, and passed on as text of
 * limited length: no vendor object reaches the server's logging.
 */
final class ThrottledLogger extends AbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LINE = 4000;

  private final transient LogThrottle throttle;
  private final String prefix;

  ThrottledLogger(LogThrottle throttle, String prefix) {
    this.throttle = throttle;
    this.prefix = prefix;
    this.name = throttle.target().getName();
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    if (!throttle.admit()) {
      return;
    }
    String text = MessageFormatter.basicArrayFormat(pattern, arguments);
    String line = prefix + (thrown == null ? text : text + ": " + Failure.thrown(thrown).text());
    String cut = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
    throttle.target().atLevel(level).log("{}", cut);
  }

  @Override
  public boolean isTraceEnabled() {
    return throttle.target().isTraceEnabled();
  }

  @Override
  public boolean isTraceEnabled(Marker marker) {
    return isTraceEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return throttle.target().isDebugEnabled();
  }

  @Override
  public boolean isDebugEnabled(Marker marker) {
    return isDebugEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return throttle.target().isInfoEnabled();
  }

  @Override
  public boolean isInfoEnabled(Marker marker) {
    return isInfoEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return throttle.target().isWarnEnabled();
  }

  @Override
  public boolean isWarnEnabled(Marker marker) {
    return isWarnEnabled();
  }

  @Override
  public boolean isErrorEnabled() {
    return throttle.target().isErrorEnabled();
  }

  @Override
  public boolean isErrorEnabled(Marker marker) {
    return isErrorEnabled();
  }
}
