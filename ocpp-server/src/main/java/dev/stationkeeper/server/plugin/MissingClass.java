// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

/** Says of a class that could not be linked what its vendor can do about it. */
final class MissingClass {
  private MissingClass() {}

  static String explain(LinkageError error) {
    if (error instanceof UnsupportedClassVersionError) {
      return "it was compiled for a newer Java than the server runs on (%s); compile it for Java %d"
          .formatted(error.getMessage(), Runtime.version().feature());
    }
    if (!(error instanceof NoClassDefFoundError)) {
      return "one of its classes cannot be linked: " + error;
    }
    String name = String.valueOf(error.getMessage()).replace('/', '.');
    if (name.startsWith("dev.stationkeeper.")) {
      return "it needs %s, which this server does not open to plugins; they may use %s"
          .formatted(name, String.join("*, ", OpenClasses.PACKAGES) + "*");
    }
    return ("it needs the class %s, which none of its jars holds; pack the library into the jar, or"
            + " make a folder of the handler's jar and its libraries")
        .formatted(name);
  }
}
