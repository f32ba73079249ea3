// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets out of a command before anything of it is recorded, and puts them back where it
 * is written to the socket (A01.FR.09). In between there are masks: in events, in traces, in the
 * API, in exports, and in what handlers are told. Stateless.
 */
public final class CommandSecrets {
  static final String MASK = "********";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VALUE = "/value";

  /** Members that are secrets, by action. */
  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "SetNetworkProfile",
          List.of(
              "/connectionData/apn/apnPassword",
              "/connectionData/vpn/password",
              "/connectionData/vpn/key",
              "/connectionData/basicAuthPassword"));

  /** Addresses that may have a user and a password in them, by action. */
  private static final Map<String, List<String>> ADDRESSES =
      Map.of(
          "UpdateFirmware", List.of("/location", "/firmware/location"),
          "SignedUpdateFirmware", List.of("/firmware/location"),
          "PublishFirmware", List.of("/location"),
          "GetDiagnostics", List.of("/location"),
          "GetLog", List.of("/log/remoteLocation"));

  /** Up to the last @ before the path: a password may have one in it. */
  private static final Pattern WITH_USER =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@(.*)", Pattern.DOTALL);

  private CommandSecrets() {}

  /** True when there is something secret in a request. */
  public static boolean areIn(Action action, JsonView payload) {
    return mayHaveSecrets(action.name())
        && !taken(action.name(), payload, tree(payload.text())).isEmpty();
  }

  /** The command with masks and sealed secrets; itself when there is nothing secret in it. */
  static Command seal(StationId station, Command command, SecretVault vault) {
    String action = command.action().name();
    if (!mayHaveSecrets(action)) {
      return command;
    }
    ObjectNode masked = tree(command.payload().text());
    ObjectNode secrets = taken(action, command.payload(), masked);
    return secrets.isEmpty()
        ? command
        : command.withSecrets(
            JsonView.ofVerified(masked.toString()),
            vault.seal(station, command, secrets.toString()));
  }

  /** Puts masks into {@code payload}; what was there, by its place. */
  private static ObjectNode taken(String action, JsonView request, ObjectNode payload) {
    ObjectNode secrets = MAPPER.createObjectNode();
    members(action, request).forEach(at -> take(payload, at, MASK, secrets));
    for (String at : ADDRESSES.getOrDefault(action, List.of())) {
      Matcher address = WITH_USER.matcher(payload.at(at).asText());
      if (address.matches()) {
        take(payload, at, address.group(1) + MASK + "@" + address.group(2), secrets);
      }
    }
    return secrets;
  }

  /** The frame as it goes to the station. */
  static Frame open(Effect.Send send, SecretVault vault) {
    if (send.sealed() == null || !(send.frame() instanceof Frame.Call call)) {
      return send.frame();
    }
    ObjectNode payload = tree(call.payload().text());
    tree(vault.open(send.sealed()))
        .properties()
        .forEach(secret -> put(payload, secret.getKey(), secret.getValue()));
    return new Frame.Call(call.id(), call.action(), JsonView.ofVerified(payload.toString()));
  }

  private static boolean mayHaveSecrets(String action) {
    return action.equals("ChangeConfiguration")
        || action.equals("SetVariables")
        || MEMBERS.containsKey(action)
        || ADDRESSES.containsKey(action);
  }

  private static List<String> members(String action, JsonView payload) {
    return switch (action) {
      case "ChangeConfiguration" ->
          SecretNames.contains(payload.string("key").orElse("")) ? List.of(VALUE) : List.of();
      case "SetVariables" -> {
        List<String> members = new ArrayList<>();
        int index = 0;
        for (JsonView data : payload.objects("setVariableData")) {
          if (SecretNames.contains(data.string("variable", "name").orElse(""))) {
            members.add("/setVariableData/" + index + "/attributeValue");
          }
          index++;
        }
        yield members;
      }
      default -> MEMBERS.getOrDefault(action, List.of());
    };
  }

  private static void take(ObjectNode payload, String at, String mask, ObjectNode into) {
    JsonNode secret = payload.at(at);
    if (secret.isTextual() && !secret.textValue().isEmpty()) {
      into.set(at, secret);
      put(payload, at, MAPPER.getNodeFactory().textNode(mask));
    }
  }

  private static void put(ObjectNode payload, String at, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(at);
    if (payload.at(pointer.head()) instanceof ObjectNode parent) {
      parent.set(pointer.last().getMatchingProperty(), value);
    }
  }

  private static ObjectNode tree(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload is no JSON", e);
    }
  }
}
