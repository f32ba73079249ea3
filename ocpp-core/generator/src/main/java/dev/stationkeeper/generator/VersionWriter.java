// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the definitions of one version into its Java files. */
final class VersionWriter {
  private static final Map<String, String> NUMBERS =
      Map.of("v16", "1.6 with the security extension", "v201", "2.0.1", "v21", "2.1");

  private VersionWriter() {}

  /** The texts by their paths below the source root. */
  static SortedMap<String, String> write(VersionDefinition version) {
    String packageName = JavaTypes.OCPP + "." + version.folder();
    String folder = packageName.replace('.', '/') + "/";
    JavaTypes types = new JavaTypes(version.types());
    RecordWriter records = new RecordWriter(types);
    CodecWriter codecs = new CodecWriter(types);
    Map<String, String> summaries = summaries(version);
    SortedMap<String, String> files = new TreeMap<>();
    for (ObjectType object : version.objects()) {
      String name = object.name();
      String summary = summaries.getOrDefault(name, "The object type " + name + ".");
      files.put(folder + name + ".java", records.write(packageName, object, summary).toString());
      files.put(folder + name + "Codec.java", codecs.write(packageName, object).toString());
    }
    for (TypeDefinition type : version.types().values()) {
      if (type instanceof CodedType coded) {
        String text = CodedValueWriter.write(packageName, coded).toString();
        files.put(folder + coded.name() + ".java", text);
      }
    }
    String table = "Messages" + version.folder().substring(1);
    files.put(
        folder + table + ".java", CatalogueWriter.table(packageName, table, version).toString());
    String forms = "Forms" + version.folder().substring(1);
    files.put(folder + forms + ".java", FormsWriter.write(packageName, forms, version).toString());
    files.put(
        folder + "package-info.java",
        CatalogueWriter.packageInfo(
            packageName, NUMBERS.getOrDefault(version.folder(), version.folder())));
    return files;
  }

  private static Map<String, String> summaries(VersionDefinition version) {
    Map<String, String> summaries = new HashMap<>();
    version.types().forEach((name, type) -> summaries.merge(name, doc(type), (a, b) -> a));
    for (ActionDefinition action : version.actions()) {
      String sender =
          switch (action.from()) {
            case "station" -> "sent by the station";
            case "csms" -> "sent by the CSMS";
            default -> "sent by either side";
          };
      String doc = action.doc() == null ? "" : " " + action.doc();
      String kind = action.response() == null ? "SEND, never answered" : "request";
      summaries.put(
          action.request().name(),
          "%s %s (%s), %s.%s".formatted(action.name(), kind, action.block(), sender, doc));
      ObjectType response = action.response();
      if (response != null) {
        summaries.put(response.name(), "Answer to {@link " + action.request().name() + "}.");
      }
    }
    return summaries;
  }

  private static String doc(TypeDefinition type) {
    String doc = type.doc();
    return doc == null ? "The object type " + type.name() + "." : doc;
  }
}
