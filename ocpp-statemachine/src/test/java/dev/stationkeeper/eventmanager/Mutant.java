// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * {@link SlotModel} with one class of this package changed, in a process of its own: Lincheck looks
 * for classes on the class path only.
 */
final class Mutant {
  /** How a run ended: its exit code and what it printed. */
  record End(int code, String printed) {}

  private Mutant() {}

  /**
   * Runs the model.
   *
   * @param folder for the changed class
   * @param changed the class's simple name
   */
  static End run(Path folder, String changed, ClassTransform change)
      throws IOException, InterruptedException {
    String file = Mutant.class.getPackageName().replace('.', '/') + "/" + changed + ".class";
    try (InputStream in =
        Objects.requireNonNull(Mutant.class.getResourceAsStream("/" + file), file)) {
      ClassFile classes = ClassFile.of();
      Path mutated = folder.resolve(file);
      Files.createDirectories(Objects.requireNonNull(mutated.getParent()));
      Files.write(mutated, classes.transformClass(classes.parse(in.readAllBytes()), change));
    }
    return main(folder + File.pathSeparator + property("java.class.path"));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  private static End main(String classPath) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(property("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                classPath,
                Mutant.class.getName())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new End(process.waitFor(), printed);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Lets Lincheck look, in the process of its own. */
  public static void main(String[] none) {
    LincheckSlotTest.options(2, 3, 50, 200).minimizeFailedScenario(false).check(SlotModel.class);
  }
}
