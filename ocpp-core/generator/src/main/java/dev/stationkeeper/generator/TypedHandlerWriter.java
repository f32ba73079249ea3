// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes the base class of handlers of one version: a method for each action of a station. */
final class TypedHandlerWriter {
  private static final String PACKAGE = "dev.stationkeeper.spi.typed";
  private static final int MAX_LINE = 100;
  private static final Map<String, String> CONSTANTS =
      Map.of("v16", "V1_6", "v201", "V2_0_1", "v21", "V2_1");
  private static final Map<String, String> NUMBERS =
      Map.of("v16", "1.6", "v201", "2.0.1", "v21", "2.1");

  private final String folder;
  private final String className;
  private final List<ActionDefinition> actions;

  TypedHandlerWriter(VersionDefinition version) {
    this.folder = version.folder();
    this.className = "TypedHandler" + folder.substring(1);
    this.actions =
        version.actions().stream()
            .filter(action -> !action.from().equals("csms") && action.response() != null)
            .sorted(Comparator.comparing(ActionDefinition::name))
            .toList();
  }

  String path() {
    return PACKAGE.replace('.', '/') + "/" + className + ".java";
  }

  String text() {
    JavaFile file = new JavaFile(PACKAGE).kept();
    imports(file);
    String number = NUMBERS.getOrDefault(folder, folder);
    file.doc(
        "",
        List.of(
            "A station handler with one method for each request of an OCPP "
                + number
                + " station. Override what is yours; everything else passes to the next responder."
                + " Threads, deadlines and errors are those of {@link StationHandler}: a method may"
                + " block, and what it throws is a crash.",
            "<p>The method for {@code XRequest} answers with an {@code XResponse} of the same"
                + " package: {@code Answer.reply(XResponse.builder()...build())}.",
            "<p>Requests of another version and of an action that this class does not know go to"
                + " {@link #other}. What the server decides by itself reaches no handler.",
            "<p>Generated from the message definitions ({@code TypedHandlers} of the generator)."));
    file.line("@Implementable");
    file.line("public abstract class " + className + " implements StationHandler {");
    file.line("  @Override");
    file.line("  public final Answer onRequest(Request request) throws Exception {");
    file.line("    if (!request.version().equals(OcppVersion." + CONSTANTS.get(folder) + ")) {");
    file.line("      return other(request);").line("    }");
    file.line("    return switch (request.action().name()) {");
    actions.forEach(action -> choice(file, action));
    file.line("      default -> other(request);").line("    };").line("  }");
    actions.forEach(action -> method(file, action));
    file.blank();
    file.doc("  ", List.of("Every other request, as it came."));
    file.line("  protected Answer other(Request request) throws Exception {");
    file.line("    return Answer.pass();").line("  }");
    return "// SPDX-License-Identifier: Apache-2.0\n"
        + file.line("}").toString().replaceFirst("^// [^\n]*\n", "");
  }

  private void imports(JavaFile file) {
    file.use("dev.stationkeeper.ocpp.OcppVersion");
    for (String used : List.of("Answer", "Implementable", "Request", "StationHandler")) {
      file.use("dev.stationkeeper.spi." + used);
    }
    for (ActionDefinition action : actions) {
      file.use("dev.stationkeeper.ocpp." + folder + "." + action.name() + "Request");
    }
  }

  private static void choice(JavaFile file, ActionDefinition action) {
    String head = "      case \"" + action.name() + "\" ->";
    List<String> arguments =
        List.of("request", action.name() + "Request.class", "this::" + method(action));
    String call = "Typed.ask(" + String.join(", ", arguments) + ");";
    if (head.length() + 1 + call.length() <= MAX_LINE) {
      file.line(head + " " + call);
    } else {
      file.line(head).call("          ", "Typed.ask", arguments, ";");
    }
  }

  private static void method(JavaFile file, ActionDefinition action) {
    file.blank();
    String doc = action.doc() == null ? action.name() + "." : action.doc();
    file.doc("  ", List.of(doc));
    String head = "protected Answer " + method(action);
    List<String> parameters = List.of(action.name() + "Request message", "Request request");
    file.call("  ", head, parameters, " throws Exception {");
    file.line("    return Answer.pass();").line("  }");
  }

  /** {@code Get15118EVCertificate} as {@code get15118EVCertificate}. */
  private static String method(ActionDefinition action) {
    return Character.toLowerCase(action.name().charAt(0)) + action.name().substring(1);
  }
}
