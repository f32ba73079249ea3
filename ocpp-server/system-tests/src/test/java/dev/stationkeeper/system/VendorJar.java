// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A vendor's jar, compiled while the test runs: a responder {@code vendor} to Authorize that knows
 * the tokens {@code WHO}, {@code SPIN} and {@code EXIT} and passes on every other. It counts what
 * it was asked per station and hands the count over.
 */
final class VendorJar {
  @SuppressWarnings("InlineFormatString") // a class is easier read here than in an argument
  private static final String SOURCE =
      """
      import dev.stationkeeper.ocpp.JsonView;
      import dev.stationkeeper.spi.*;
      import java.util.Optional;

      @OcppHandlerInfo(id = "vendor", version = "%1$s", spi = OcppHandlerInfo.SPI_VERSION, order = 5, actions = {"Authorize"})
      public final class Vendor implements OcppHandler {
        @Override
        public StationHandler open(StationContext station, Optional<Snapshot> restored) {
          %3$s
          int before = restored.map(kept -> Integer.parseInt(kept.text())).orElse(0);
          return new StationHandler() {
            private int asked = before;

            @Override
            public Answer onRequest(Request request) {
              asked++;
              String token = request.payload().string("idTag").orElse("");
              if (token.equals("SPIN")) {
                while (true) {
                  Thread.onSpinWait();
                }
              }
              if (token.equals("EXIT")) {
                System.exit(7);
              }
              if (!token.equals("WHO")) {
                return Answer.pass();
              }
              return Answer.reply(
                  JsonView.parse(
                      "{\\"idTagInfo\\":{\\"status\\":\\"%2$s\\",\\"parentIdTag\\":\\"n" + asked + "\\"}}"));
            }

            @Override
            public Optional<Snapshot> onStop(StopCause cause) {
              return Optional.of(Snapshot.of(1, Integer.toString(asked)));
            }
          };
        }
      }
      """;

  private VendorJar() {}

  /**
   * Writes the jar at once, as a careful operator does: beside it, then moved into place.
   *
   * @param status of the token WHO
   * @param opening statements at the beginning of open
   */
  static void write(Path jar, String version, String status, String opening) {
    try {
      Path work = Files.createTempDirectory("vendor");
      Path source = work.resolve("Vendor.java");
      Files.writeString(source, SOURCE.formatted(version, status, opening));
      compile(source, work);
      Path fresh = work.resolve("vendor.jar");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh));
          Stream<Path> classes = Files.list(work)) {
        for (Path file : classes.filter(path -> path.toString().endsWith(".class")).toList()) {
          entry(zip, String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
        entry(zip, "META-INF/services/dev.stationkeeper.spi.OcppHandler", "Vendor".getBytes(UTF_8));
      }
      Files.createDirectories(jar.getParent());
      Path beside = jar.resolveSibling("." + jar.getFileName());
      Files.copy(fresh, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }

  private static void compile(Path source, Path into) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options =
          List.of(
              "-d",
              into.toString(),
              "-proc:none",
              "-classpath",
              System.getProperty("java.class.path"));
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
          .call()) {
        throw new AssertionError(messages.toString());
      }
    }
  }
}
