// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The loader of one plugin; its name stands in every stack trace of the plugin's classes. Calls
 * that would end or change the process are pointed elsewhere as classes are loaded, see {@link
 * ForbiddenCalls}.
 */
final class PluginClasses extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassLoader server;
  private final ForbiddenCalls calls = new ForbiddenCalls(this::bytes);

  PluginClasses(String plugin, URL[] jars, OpenClasses parent, ClassLoader server) {
    super(plugin, jars, parent);
    this.server = server;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL place = findResource(name.replace('.', '/') + ".class");
    Optional<byte[]> changed = place == null ? Optional.empty() : redirect(name, place);
    if (changed.isEmpty()) {
      return super.findClass(name);
    }
    byte[] bytes = changed.get();
    int dot = name.lastIndexOf('.');
    if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
      try {
        definePackage(name.substring(0, dot), null, null, null, null, null, null, null);
      } catch (IllegalArgumentException e) {
        // Another thread was first, which is all that was wanted.
        return defineClass(name, bytes, 0, bytes.length, domain(place));
      }
    }
    return defineClass(name, bytes, 0, bytes.length, domain(place));
  }

  private Optional<byte[]> redirect(String name, URL place) {
    try (InputStream in = open(place)) {
      return calls.redirect(in.readAllBytes());
    } catch (IOException | IllegalArgumentException e) {
      throw new LinkageError(
          "%s of plugin %s cannot be read (%s)".formatted(name, getName(), e.getMessage()), e);
    }
  }

  private static ProtectionDomain domain(URL place) {
    return new ProtectionDomain(new CodeSource(jar(place), (Certificate[]) null), null);
  }

  private static URL jar(URL place) {
    try {
      return place.openConnection() instanceof JarURLConnection jar ? jar.getJarFileURL() : place;
    } catch (IOException e) {
      return place;
    }
  }

  /** Without the JDK's cache: a cached jar stays open after this loader was closed. */
  private static InputStream open(URL place) throws IOException {
    URLConnection connection = place.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private @Nullable InputStream bytes(String path) {
    URL own = findResource(path);
    try {
      return own == null ? server.getResourceAsStream(path) : open(own);
    } catch (IOException e) {
      return null; // as one that is not there
    }
  }

  @Override
  public String toString() {
    return "classes of plugin " + getName();
  }
}
