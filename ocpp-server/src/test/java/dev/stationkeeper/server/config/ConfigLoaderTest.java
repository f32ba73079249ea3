// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.quirk.Quirk;
import dev.stationkeeper.ocpp.quirk.QuirkRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void everyKeyHasAWorkingDefault() {
    LoadedConfig loaded = load(Map.of(), null);

    assertEquals(9000, loaded.config().ocpp().port());
    assertEquals(8080, loaded.config().http().port());
    assertEquals("127.0.0.1", loaded.config().bind());
    assertEquals(Path.of("./data"), loaded.config().data());
    loaded.values().forEach(value -> assertEquals("default", value.source(), value.key()));
  }

  @Test
  void everyKeyCanBeSetInTheFileAndByItsVariable() throws IOException {
    Map<String, String> other = new TreeMap<>();
    for (ConfigKey key : ConfigKeys.of(ServerConfig.class)) {
      other.put(key.name(), another(key));
    }
    StringBuilder yaml = new StringBuilder();
    other.forEach((key, value) -> yaml.append(line(key, value)));
    Path file = file(yaml.toString());
    LoadedConfig fromFile = load(Map.of(), file);
    Map<String, String> variables = new HashMap<>();
    ConfigKeys.of(ServerConfig.class).forEach(k -> variables.put(k.variable(), another(k)));
    LoadedConfig fromVariables = load(variables, null);

    for (ConfigValue value : fromFile.values()) {
      assertEquals(file.toString(), value.source(), value.key());
      assertEquals(shown(value, other), value.shown(), value.key());
    }
    for (ConfigValue value : fromVariables.values()) {
      assertTrue(value.source().startsWith("STATIONKEEPER_"), value.key());
      assertEquals(shown(value, other), value.shown(), value.key());
    }
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path file = file("http:\n  port: 1001\nocpp:\n  port: 2001\nbind: localhost\n");
    Map<String, String> environment =
        Map.of("STATIONKEEPER_HTTP_PORT", "1002", "STATIONKEEPER_OCPP_PORT", "2002");
    LoadedConfig loaded =
        new ConfigLoader(environment)
            .load(file, Map.of("http.port", new ConfigOption("--http-port", "1003")));

    assertEquals(1003, loaded.config().http().port());
    assertEquals(2002, loaded.config().ocpp().port());
    assertEquals("localhost", loaded.config().bind());
  }

  @Test
  void anUnknownKeyIsAnErrorThatSuggestsTheNearest() throws IOException {
    Path file = file("ocpp:\n  prot: 9001\n");

    String message = failure(() -> load(Map.of(), file));

    assertTrue(message.contains("\"ocpp.prot\""), message);
    assertTrue(message.contains("did you mean \"ocpp.port\"?"), message);
  }

  @Test
  void anUnknownVariableIsAWarningBecausePlatformsSetSome() {
    LoadedConfig loaded =
        load(Map.of("STATIONKEEPER_OCPP_PROT", "1", "STATIONKEEPER_ADMIN_PASSWORD", "x"), null);

    assertEquals(1, loaded.warnings().size());
    assertTrue(loaded.warnings().getFirst().contains("STATIONKEEPER_OCPP_PORT"));
  }

  @Test
  void aBadValueNamesItsKeyItsSourceAndTheUnitItNeeds() {
    String message = failure(() -> load(Map.of("STATIONKEEPER_HTTP_LOGIN_PAUSE", "30"), null));

    assertTrue(message.contains("http.login-pause"), message);
    assertTrue(message.contains("STATIONKEEPER_HTTP_LOGIN_PAUSE"), message);
    assertTrue(message.contains("ms, s, m, h or d"), message);
  }

  @Test
  void everyProblemIsToldAtOnce() throws IOException {
    Path file = file("bnd: x\nhttp:\n  port: 70000\n  max-body: 3\n");

    String message = failure(() -> load(Map.of(), file));

    assertEquals(3, message.lines().count(), message);
    assertTrue(message.contains("70000 is above 65535"), message);
  }

  @Test
  void aKeyGivenTwiceAndBrokenYamlNameTheLine() throws IOException {
    Path twice = file("bind: a\nbind: b\n");

    String message = failure(() -> load(Map.of(), twice));

    assertTrue(message.contains("line 2"), message);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.yaml");

    String message = failure(() -> load(Map.of(), missing));

    assertTrue(message.contains("none.yaml"), message);
  }

  @Test
  void whatStandsBelowHandlersIsFree() throws IOException {
    Path file = file("handlers:\n  alarm:\n    offlineAfter: 5m\n  token: {acceptAll: true}\n");

    ServerConfig config = load(Map.of(), file).config();

    assertEquals(
        Map.of("alarm", Map.of("offlineAfter", "5m"), "token", Map.of("acceptAll", "true")),
        config.handlerSettings());
    assertTrue(
        failure(() -> load(Map.of("STATIONKEEPER_HANDLERS", "x"), null)).contains("handlers"));
  }

  @Test
  void quirksAreForgivenByNamedRules() throws IOException {
    Path file =
        file(
            """
            stations:
              quirks:
                duo:
                  vendor: Voltwerk
                  model: Duo*
                  tolerate: [celcius, token-type]
                all:
                  tolerate: fractions
            """);

    LoadedConfig loaded = load(Map.of(), file);

    QuirkRules rules = loaded.config().stations().quirks().rules();
    assertEquals(
        Set.of(Quirk.EXTRA_MEMBERS, Quirk.CELCIUS, Quirk.TOKEN_TYPE, Quirk.FRACTIONS),
        rules.profile("VOLTWERK", "Duo 22", "1").quirks());
    assertEquals(
        Set.of(Quirk.EXTRA_MEMBERS, Quirk.FRACTIONS), rules.profile("Other", "Duo", "").quirks());
    assertTrue(
        loaded.values().stream()
            .anyMatch(
                value ->
                    value.key().equals("stations.quirks")
                        && value
                            .shown()
                            .equals(
                                "all.tolerate=fractions; duo.model=Duo*;"
                                    + " duo.tolerate=celcius,token-type; duo.vendor=Voltwerk")),
        "as --print-config shows it");
  }

  @Test
  void aRuleThatSaysNothingUsefulIsAnErrorThatSaysWhatIsMissing() {
    Map<String, String> mistakes =
        Map.of(
            "a.tolerate=celsius", "No quirk is named celsius; there are extra-members,",
            "a.vendor=V", "rule a says no quirk to tolerate",
            "a.maker=V", "rule a has a \"maker\"; there are vendor, model, firmware, tolerate",
            "celcius", "\"celcius\" is no rule.setting=value");
    mistakes.forEach(
        (value, expected) -> {
          String message =
              failure(() -> load(Map.of("STATIONKEEPER_STATIONS_QUIRKS", value), null));
          assertTrue(message.startsWith("stations.quirks"), message);
          assertTrue(message.contains(expected), message);
        });
  }

  @Test
  void onlyActionsOfStationsCanBeSwitchedOffAndNeverTheBoot() throws IOException {
    Path file = file("stations:\n  switched-off: [DataTransfer, BatterySwap]\n");
    assertEquals(
        Set.of("BatterySwap", "DataTransfer"),
        load(Map.of(), file).config().stations().switchedOff().names());
    Map<String, String> mistakes =
        Map.of(
            "Dataransfer", "no version lets a station send \"Dataransfer\"",
            "Reset", "no version lets a station send \"Reset\"",
            "not an action", "no version lets a station send \"not an action\"",
            "BootNotification", "without BootNotification no station is let in");
    mistakes.forEach(
        (value, expected) ->
            assertTrue(
                failure(() -> load(Map.of("STATIONKEEPER_STATIONS_SWITCHED_OFF", value), null))
                    .contains(expected)));
  }

  @Test
  void theReferencePageHasTheTableOfAllKeysAsTheyAre() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));

    assertTrue(
        page.contains(ConfigReference.markdown()),
        "docs/configuration.md is old; its table should be:\n" + ConfigReference.markdown());
    for (Quirk quirk : Quirk.values()) {
      assertTrue(page.contains("| `" + quirk + "` |"), quirk::id);
    }
  }

  @Test
  void anOpenServerOnTheNetworkIsRefusedWithTheKeyThatAllowsIt() {
    ServerConfig open = load(Map.of("STATIONKEEPER_BIND", "0.0.0.0"), null).config();
    ServerConfig told =
        load(
                Map.of(
                    "STATIONKEEPER_BIND",
                    "0.0.0.0",
                    "STATIONKEEPER_OCPP_ALLOW_UNAUTHENTICATED",
                    "true"),
                null)
            .config();

    String message = failure(() -> BindRule.check(open));
    BindRule.check(told);
    BindRule.check(load(Map.of(), null).config());

    assertTrue(message.contains("ocpp.allow-unauthenticated"), message);
  }

  private static String failure(Executable mistake) {
    return String.valueOf(assertThrows(ConfigException.class, mistake).getMessage());
  }

  private LoadedConfig load(Map<String, String> environment, @Nullable Path file) {
    return new ConfigLoader(environment).load(file, Map.of());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("stationkeeper.yaml"), yaml);
  }

  /** What must be printed of it: of a secret, that there is one. */
  private static String shown(ConfigValue value, Map<String, String> written) {
    return ConfigKeys.of(ServerConfig.class).stream()
            .anyMatch(key -> key.name().equals(value.key()) && key.setting().secret())
        ? "********"
        : String.valueOf(written.get(value.key()));
  }

  /** A dotted key in one line means the same as nested mappings. */
  private static String line(String key, String value) {
    return "\"" + key + "\": \"" + value + "\"\n";
  }

  /** A valid value that is not the default, in its shortest form. */
  private static String another(ConfigKey key) {
    String byDefault = key.setting().byDefault();
    Map<Class<?>, List<String>> candidates =
        Map.of(
            int.class, List.of("77", "88", "3"),
            boolean.class, List.of("true", "false"),
            java.time.Duration.class, List.of("7s", "8s", "2h"),
            DataSize.class, List.of("2MiB", "3MiB"),
            Path.class, List.of("/other", "/another"),
            String.class, List.of("other", "another"),
            Map.class, List.of("a.b=c; d.e=f"),
            Tolerances.class, List.of("a.tolerate=celcius; a.vendor=V*"),
            ActionNames.class, List.of("DataTransfer,MeterValues"),
            FlowDeadlines.class, List.of("reset.down=7m"));
    return candidates.getOrDefault(key.type(), List.of()).stream()
        .filter(value -> !value.equals(byDefault))
        .filter(value -> ConfigValues.parse(key, value) instanceof ConfigValues.Parsed.Good)
        .findFirst()
        .orElseThrow();
  }
}
