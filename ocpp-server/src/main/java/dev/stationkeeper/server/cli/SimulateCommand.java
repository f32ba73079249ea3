// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.Durations;
import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import dev.stationkeeper.simulator.Simulation;
import dev.stationkeeper.simulator.SimulationReport;
import dev.stationkeeper.simulator.VersionMix;
import dev.stationkeeper.simulator.attack.Attack;
import dev.stationkeeper.simulator.attack.AttackOptions;
import dev.stationkeeper.simulator.attack.Attacks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a fleet of simulated stations against any management system. */
@Command(
    name = "simulate",
    description = "Runs simulated stations against a management system.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      defaultValue = "ws://127.0.0.1:9000/ocpp",
      description = "Where they connect, without the station's id (default: ${DEFAULT-VALUE}).")
  URI url = URI.create("ws://127.0.0.1:9000/ocpp");

  @Option(
      names = "--stations",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many (default: ${DEFAULT-VALUE}).")
  int stations = 20;

  @Option(
      names = "--versions",
      paramLabel = "MIX",
      description = "Such as 1.6:5,2.0.1:3,2.1:2; as many of each when left out.")
  @Nullable String versions;

  @Option(
      names = "--profile",
      defaultValue = "daily",
      description =
          "demo, daily, storm, steady; flat out: heartbeats, transactions, authorizations"
              + " (default: ${DEFAULT-VALUE}).")
  String profile = "daily";

  @Option(names = "--rate", description = "STEADY: heartbeats per second of the whole fleet.")
  @Nullable Double rate;

  @Option(names = "--connect-rate", description = "New connections per second.")
  @Nullable Double connectRate;

  @Option(names = "--duration", description = "Such as 30s or 5m; until Ctrl-C when left out.")
  @Nullable String duration;

  @Option(
      names = "--prefix",
      defaultValue = "SIM",
      description = "What station ids begin with (default: ${DEFAULT-VALUE}).")
  String prefix = "SIM";

  @Option(names = "--station-password", description = "Basic auth password of every station.")
  @Nullable String stationPassword;

  @Option(names = "--seed", description = "Decides everything that happens by chance.")
  @Nullable Long seed;

  @Option(names = "--time-scale", description = "DAILY: how much faster than the clock.")
  @Nullable Double timeScale;

  @Option(names = "--strict", description = "Validate every message of the management system.")
  boolean strict;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.txt, .json and .html.")
  @Nullable Path report;

  @Option(
      names = "--attack",
      paramLabel = "NAME",
      description =
          "Attack instead, with --stations attackers for --duration (10s): half-open,"
              + " slow-handshake, handshake-flood, endless-request, huge-frame, deep-json,"
              + " frame-flood, ping-flood, endless-fragments, slow-frame, compression-bomb,"
              + " many-connections, login-guessing.")
  @Nullable String attack;

  @Option(names = "--force", description = "Attack something else than this machine.")
  boolean force;

  @Option(names = "--json", description = "Print the report as JSON, for programs.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (attack != null) {
      spec.commandLine().getOut().print(Attacks.run(attackOptions(attack)).text());
      return ExitCode.OK;
    }
    SimulateOptions options = options();
    Simulation simulation = new Simulation();
    try (Shutdown _ = Shutdown.on(simulation::stop)) {
      SimulationReport done = simulation.run(options, spec.commandLine().getErr());
      spec.commandLine().getOut().println(json ? done.json().text() : done.text());
      return ExitCode.OK;
    }
  }

  private AttackOptions attackOptions(String name) {
    Attack wanted =
        Attack.of(name)
            .orElseThrow(
                () ->
                    new CliException(
                        ExitCode.USAGE,
                        "There is no attack %s; there are %s.".formatted(name, Attack.names())));
    Duration time = time();
    try {
      return new AttackOptions(
          url, wanted, stations, time == null ? Duration.ofSeconds(10) : time, force);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private SimulateOptions options() {
    try {
      SimulateOptions options =
          SimulateOptions.of(url, stations, Profile.of(profile))
              .withDuration(time())
              .withIdentity(prefix, stationPassword)
              .withStrict(strict)
              .withReport(report);
      if (versions != null) {
        options = options.withVersions(VersionMix.parse(versions));
      }
      if (rate != null) {
        options = options.withRate(rate);
      }
      if (connectRate != null) {
        options = options.withConnectRate(connectRate);
      }
      if (timeScale != null) {
        options = options.withTimeScale(timeScale);
      }
      return seed == null ? options : options.withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Duration time() {
    return duration == null
        ? null
        : Durations.parse(duration)
            .orElseThrow(
                () ->
                    new CliException(
                        ExitCode.USAGE,
                        "--duration " + duration + " has no unit: write 30s or 5m."));
  }
}
