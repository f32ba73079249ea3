// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.SupervisionPolicy;
import dev.stationkeeper.server.config.ConfigException;
import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.trace.TraceSettings;
import dev.stationkeeper.station.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in the file is what the node goes by. */
class NodeConfigurationTest {
  @TempDir Path folder;

  private NodeSettings settings(Map<String, String> environment) {
    return NodeConfiguration.of(new ConfigLoader(environment).load(null, Map.of()).config());
  }

  @Test
  void whoConfiguresNothingGetsTheDefaultsOfTheMachine() {
    NodeSettings settings = settings(Map.of());

    Policy policy = settings.policy();
    assertEquals(Policy.DEFAULT.callTimeout(), policy.callTimeout());
    assertEquals(Policy.DEFAULT.heartbeatInterval(), policy.heartbeatInterval());
    assertEquals(Policy.DEFAULT.bootRetryInterval(), policy.bootRetryInterval());
    assertEquals(Policy.DEFAULT.inboundQueue(), policy.inboundQueue());
    assertEquals(Policy.DEFAULT.commandQueue(), policy.commandQueue());
    assertEquals(Policy.DEFAULT.deadlines(), policy.deadlines());
    assertEquals(SupervisionPolicy.DEFAULT, settings.supervision());
    assertNull(settings.traces());
  }

  @Test
  void timesAndQueuesOfStationsAreTheOperators() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            stations:
              call-timeout: 45s
              heartbeat-interval: 10m
              boot-retry-interval: 2m
              request-queue: 7
              command-queue: 9
              flow-deadlines:
                reset:
                  down: 90s
            supervision:
              requests: 3
              zombies: 5
            """);
    NodeSettings settings =
        NodeConfiguration.of(new ConfigLoader(Map.of()).load(file, Map.of()).config());

    Policy policy = settings.policy();
    assertEquals(Duration.ofSeconds(45), policy.callTimeout());
    assertEquals(Duration.ofMinutes(10), policy.heartbeatInterval());
    assertEquals(Duration.ofMinutes(2), policy.bootRetryInterval());
    assertEquals(7, policy.inboundQueue());
    assertEquals(9, policy.commandQueue());
    assertEquals(Map.of("reset.down", Duration.ofSeconds(90)), policy.deadlines());
    assertEquals(3, settings.supervision().requests());
    assertEquals(5, settings.supervision().zombies());
  }

  @Test
  void aDeadlineOfNoFlowOrStepIsAnErrorThatNamesThoseThatThereAre() {
    String said =
        assertThrows(
                ConfigException.class,
                () -> settings(Map.of("STATIONKEEPER_STATIONS_FLOW_DEADLINES", "rest.down=2m")))
            .getMessage();
    assertTrue(said != null && said.contains("rest") && said.contains("reset"), said);
    String step =
        assertThrows(
                ConfigException.class,
                () -> settings(Map.of("STATIONKEEPER_STATIONS_FLOW_DEADLINES", "report.parts=10m")))
            .getMessage();
    assertTrue(
        step != null
            && step.contains(
                "a flow of the kind \"report\" has no step \"parts\"; it has accepted, receiving,"
                    + " requested, unanswered"),
        step);
    assertThrows(
        ConfigException.class,
        () -> settings(Map.of("STATIONKEEPER_STATIONS_FLOW_DEADLINES", "reset.down=soon")));
    assertThrows(
        ConfigException.class,
        () -> settings(Map.of("STATIONKEEPER_STATIONS_FLOW_DEADLINES", "reset.down=60d")));
  }

  @Test
  void tracesNeedAnAddressThatIsOne() {
    TraceSettings traces =
        Objects.requireNonNull(
            settings(
                    Map.of(
                        "STATIONKEEPER_TRACING_ENDPOINT",
                        "http://collector:4318/v1/traces",
                        "STATIONKEEPER_TRACING_PERCENT",
                        "25"))
                .traces());
    assertEquals(0.25, traces.share());
    assertThrows(
        ConfigException.class,
        () -> settings(Map.of("STATIONKEEPER_TRACING_ENDPOINT", "collector:4318")));
    assertThrows(
        ConfigException.class,
        () -> settings(Map.of("STATIONKEEPER_TRACING_ENDPOINT", "http://a b/v1/traces")));
  }
}
