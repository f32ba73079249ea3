// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.util.List;

/**
 * The parent of every plugin's loader: the platform's classes, and of the server only the packages
 * that vendors compile against. Shows none of the server's resources, so that its services are not
 * found through a plugin. Thread-safe.
 */
final class OpenClasses extends ClassLoader {
  /** What a plugin sees of the server; a class in these is never taken from the plugin. */
  static final List<String> PACKAGES =
      List.of("dev.stationkeeper.spi.", "dev.stationkeeper.ocpp.", "org.slf4j.", "org.jspecify.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader server;

  OpenClasses(ClassLoader server) {
    super("stationkeeper-spi", ClassLoader.getPlatformClassLoader());
    this.server = server;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (PACKAGES.stream().anyMatch(name::startsWith) || name.equals(Forbidden.class.getName())) {
      return server.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
