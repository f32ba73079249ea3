// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.OcppHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** Compiles what a vendor would write, and packs it. */
public final class PluginJar {
  /** The SPI, and what a plugin must not get at although its vendor had it when compiling. */
  private static final String CLASS_PATH =
      Stream.of(
              OcppHandler.class,
              JsonView.class,
              Logger.class,
              PluginLoader.class,
              JsonFactory.class,
              HandlerProvider.class)
          .map(PluginJar::home)
          .collect(Collectors.joining(System.getProperty("path.separator")));

  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();

  /**
   * A handler {@code com.acme.NAME} whose {@code get()} does what {@code body} says. An annotation
   * that does not state the SPI version states this one.
   */
  public static String handler(String annotation, String name, String body) {
    String stated =
        annotation.isEmpty() || annotation.contains("spi = ")
            ? annotation
            : annotation + ", spi = OcppHandlerInfo.SPI_VERSION";
    return """
    package com.acme;
    import dev.stationkeeper.spi.*;
    import java.util.Optional;
    @OcppHandlerInfo(%s)
    public final class %s implements OcppHandler, java.util.function.Supplier<String> {
      @Override
      public StationHandler open(StationContext station, Optional<Snapshot> restored) {
        throw new UnsupportedOperationException();
      }
      @Override
      public String get() { %s }
    }
    """
        .formatted(stated, name, body);
  }

  /** A jar with one such handler, named in its service file. */
  public static PluginJar of(String id, String name, String body) {
    return new PluginJar()
        .source(name, handler("id = \"" + id + "\", version = \"1.2\"", name, body))
        .services("com.acme." + name);
  }

  /** One more class {@code com.acme.NAME}. */
  public PluginJar source(String name, String text) {
    sources.put("com/acme/" + name, text);
    return this;
  }

  /** One more class, by its path without ending. */
  public PluginJar sourceAt(String path, String text) {
    sources.put(path, text);
    return this;
  }

  /** The lines of the service file. */
  public PluginJar services(String... lines) {
    return file(HandlerScan.SERVICES, String.join("\n", lines).getBytes(UTF_8));
  }

  /** One more file. */
  public PluginJar file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** Compiles, and packs everything but the classes {@code left}, given by path without ending. */
  public Path writeTo(Path jar, String... left) throws IOException {
    return pack(jar, path -> !Arrays.asList(left).contains(path));
  }

  /** Compiles, and packs the classes {@code kept} only, without the other files. */
  public Path writeOnly(Path jar, String kept) throws IOException {
    files.clear();
    return pack(jar, kept::equals);
  }

  /** The compiled classes, by path without ending. */
  public Map<String, byte[]> compile() {
    Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (JavaFileManager inMemory =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, UTF_8)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location at, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return classes.computeIfAbsent(
                    name.replace('.', '/'), path -> new ByteArrayOutputStream());
              }
            };
          }
        }) {
      List<String> options = List.of("-classpath", CLASS_PATH, "-proc:none");
      List<SimpleJavaFileObject> units =
          sources.entrySet().stream().map(s -> unit(s.getKey(), s.getValue())).toList();
      if (!compiler.getTask(messages, inMemory, null, options, null, units).call()) {
        throw new AssertionError(messages.toString());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Map<String, byte[]> compiled = new TreeMap<>();
    classes.forEach((name, content) -> compiled.put(name, content.toByteArray()));
    return compiled;
  }

  private Path pack(Path jar, Predicate<String> kept) throws IOException {
    Files.createDirectories(jar.getParent());
    Map<String, byte[]> content = new TreeMap<>(files);
    compile()
        .forEach(
            (path, bytes) -> {
              if (kept.test(path)) {
                content.putIfAbsent(path + ".class", bytes);
              }
            });
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return jar;
  }

  private static SimpleJavaFileObject unit(String path, String text) {
    return new SimpleJavaFileObject(
        URI.create("mem:///" + path + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
