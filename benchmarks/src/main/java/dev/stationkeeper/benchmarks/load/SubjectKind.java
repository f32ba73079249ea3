// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The servers that are measured, each as somebody would start it. */
enum SubjectKind {
  STATIONKEEPER("Stationkeeper"),
  JAVA_WEBSOCKET("bare Java-WebSocket"),
  NETTY("bare Netty"),
  CHARGETIME("ChargeTime, as shipped"),
  CHARGETIME_TUNED("ChargeTime, tuned"),
  OCPP_RPC("ocpp-rpc, as shipped"),
  OCPP_RPC_STRICT("ocpp-rpc, strict");

  private static final String PACKAGE = "dev.stationkeeper.benchmarks.load.";

  /** What the launcher gives a server that a user starts (ADR 37), but for the heap's size. */
  private static final List<String> LAUNCHER = List.of("-XX:+UseCompactObjectHeaders");

  private final String shown;

  SubjectKind(String shown) {
    this.shown = shown;
  }

  String shown() {
    return shown;
  }

  /** Whether answers of the server are decided and kept, so that handlers and a log are at work. */
  boolean isOurs() {
    return this == STATIONKEEPER;
  }

  List<String> command(int port, int httpPort, Path folder) {
    return switch (this) {
      case STATIONKEEPER -> ours(port, httpPort, folder);
      case JAVA_WEBSOCKET -> java("JavaWebSocketEcho", port);
      case NETTY -> java("NettyEcho", port);
      case CHARGETIME -> java("ChargeTimeServer", port);
      case CHARGETIME_TUNED -> java("ChargeTimeServer", port, "tuned");
      case OCPP_RPC -> node(port);
      case OCPP_RPC_STRICT -> node(port, "strict");
    };
  }

  /** What a benchmark must not be held up by: limits against floods of one station. */
  Map<String, String> environment() {
    return this == STATIONKEEPER
        ? Map.of(
            "STATIONKEEPER_OCPP_FRAMES_PER_SECOND", "100000",
            "STATIONKEEPER_OCPP_FRAME_BURST", "1000000",
            "STATIONKEEPER_OCPP_CONNECTIONS_PER_ADDRESS", "100000",
            "STATIONKEEPER_HANDLERS", "token-authorisation.accept-all=true")
        : Map.of();
  }

  private static List<String> ours(int port, int httpPort, Path folder) {
    List<String> command = jvm();
    command.addAll(1, LAUNCHER);
    command.add("dev.stationkeeper.server.cli.Main");
    command.add("serve");
    command.addAll(List.of("--ocpp-port", Integer.toString(port)));
    command.addAll(List.of("--http-port", Integer.toString(httpPort)));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of("--plugins", folder.resolve("plugins").toString()));
    return command;
  }

  private static List<String> java(String main, int port, String... more) {
    List<String> command = jvm();
    command.add(PACKAGE + main);
    command.add(Integer.toString(port));
    command.addAll(List.of(more));
    return command;
  }

  private static List<String> jvm() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + System.getProperty("benchmark.heap", "1g"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    String classPath = System.getProperty("java.class.path");
    String handlers = System.getProperty("benchmark.handlers", "");
    command.add("-cp");
    command.add(handlers.isEmpty() ? classPath : classPath + File.pathSeparator + handlers);
    return command;
  }

  private static List<String> node(int port, String... more) {
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(System.getProperty("benchmark.node", ".") + "/ocpp-rpc-server.js");
    command.add(Integer.toString(port));
    command.addAll(List.of(more));
    return command;
  }
}
