// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.spi.OcppHandler;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Loads a handler's package as a plugin: its classes anew, all others from the parent. */
final class OwnLoader extends URLClassLoader {
  private final String prefix;

  private OwnLoader(URL home, ClassLoader parent, String packageName) {
    super("handler under test", new URL[] {home}, parent);
    this.prefix = packageName + ".";
  }

  static OwnLoader of(Class<?> handler) throws MalformedURLException {
    Path home = BannedCalls.home(handler);
    return new OwnLoader(home.toUri().toURL(), handler.getClassLoader(), handler.getPackageName());
  }

  /** A new object of the same class, of this loader. */
  OcppHandler handler(Class<?> like) throws ReflectiveOperationException {
    return (OcppHandler) loadClass(like.getName()).getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(prefix)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
