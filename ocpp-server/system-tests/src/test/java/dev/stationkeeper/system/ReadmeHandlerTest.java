// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler that the README shows is complete: it compiles as it stands there. */
class ReadmeHandlerTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theReadmesFirstHandlerCompilesAndIsAHandler(@TempDir Path folder) throws Exception {
    Matcher block = JAVA.matcher(Files.readString(Path.of("..", "..", "README.md")));
    assertTrue(block.find(), "the README shows a handler");
    Path source = Files.createDirectories(folder.resolve("com/example")).resolve("MyTokens.java");
    Files.writeString(source, block.group(1));

    var compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(source.toFile()))
            .call();
    assertTrue(compiled, messages.toString());

    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ReadmeHandlerTest.class.getClassLoader())) {
      Object handler =
          loader.loadClass("com.example.MyTokens").getDeclaredConstructor().newInstance();
      assertInstanceOf(OcppHandler.class, handler).close();
      assertEquals("my-tokens", handler.getClass().getAnnotation(OcppHandlerInfo.class).id());
    }
  }
}
