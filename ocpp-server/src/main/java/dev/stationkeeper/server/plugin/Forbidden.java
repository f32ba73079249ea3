// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;

/**
 * What plugins call in place of methods that belong to the process: each throws. A call of the
 * vendor's is pointed here when its class is loaded, see {@link ForbiddenCalls}. Public, and open
 * to plugins, because their code links to it; nothing else is to use it.
 */
@SuppressWarnings("DoNotCallSuggester") // they stand for methods of other names
public final class Forbidden {
  private Forbidden() {}

  private static SecurityException refused(String call, String instead) {
    return new SecurityException("A handler may not call " + call + ": " + instead);
  }

  private static SecurityException ending(String call) {
    return refused(call, "the process is not its own; throw an exception instead");
  }

  private static SecurityException shared(String call) {
    return refused(call, "the whole process has only one");
  }

  public static void exit(int status) {
    throw ending("System.exit");
  }

  public static void exit(Runtime runtime, int status) {
    throw ending("Runtime.exit");
  }

  public static void halt(Runtime runtime, int status) {
    throw ending("Runtime.halt");
  }

  public static void addShutdownHook(Runtime runtime, Thread hook) {
    throw refused(
        "Runtime.addShutdownHook", "it would keep the plugin in memory; end in OcppHandler.close");
  }

  public static void setIn(InputStream in) {
    throw shared("System.setIn");
  }

  public static void setOut(PrintStream out) {
    throw shared("System.setOut");
  }

  public static void setErr(PrintStream err) {
    throw shared("System.setErr");
  }

  public static void setProperties(Properties properties) {
    throw shared("System.setProperties");
  }

  public static void setDefaultUncaughtExceptionHandler(Thread.UncaughtExceptionHandler handler) {
    throw shared("Thread.setDefaultUncaughtExceptionHandler");
  }

  public static void setDefault(Locale locale) {
    throw shared("Locale.setDefault");
  }

  public static void setDefault(Locale.Category category, Locale locale) {
    throw shared("Locale.setDefault");
  }

  public static void setDefault(TimeZone zone) {
    throw shared("TimeZone.setDefault");
  }
}
