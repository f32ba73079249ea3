// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.net.URL;
import java.net.URLClassLoader;

/** The loader of one plugin; its name stands in every stack trace of the plugin's classes. */
final class PluginClasses extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  PluginClasses(String plugin, URL[] jars, OpenClasses parent) {
    super(plugin, jars, parent);
  }

  @Override
  public String toString() {
    return "classes of plugin " + getName();
  }
}
