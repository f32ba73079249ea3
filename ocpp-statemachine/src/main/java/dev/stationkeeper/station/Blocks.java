// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.authorization.AuthorizationBlock;
import dev.stationkeeper.station.availability.AvailabilityBlock;
import dev.stationkeeper.station.batteryswap.BatterySwapBlock;
import dev.stationkeeper.station.datatransfer.DataTransferBlock;
import dev.stationkeeper.station.der.DerControlBlock;
import dev.stationkeeper.station.diagnostics.DiagnosticsBlock;
import dev.stationkeeper.station.display.DisplayBlock;
import dev.stationkeeper.station.eventstreams.EventStreamsBlock;
import dev.stationkeeper.station.firmware.FirmwareBlock;
import dev.stationkeeper.station.locallist.LocalListBlock;
import dev.stationkeeper.station.provisioning.ProvisioningBlock;
import dev.stationkeeper.station.remotecontrol.RemoteControlBlock;
import dev.stationkeeper.station.reservations.ReservationsBlock;
import dev.stationkeeper.station.security.SecurityBlock;
import dev.stationkeeper.station.smartcharging.SmartChargingBlock;
import dev.stationkeeper.station.tariffs.TariffsBlock;
import dev.stationkeeper.station.transactions.TransactionsBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every functional block, in the order in which they are told of what happens. The one place where
 * the machine knows its blocks by name.
 */
final class Blocks {
  private static final List<Block> ALL =
      List.of(
          new SecurityBlock(),
          new ProvisioningBlock(),
          new AuthorizationBlock(),
          new LocalListBlock(),
          new TransactionsBlock(),
          new RemoteControlBlock(),
          new AvailabilityBlock(),
          new ReservationsBlock(),
          new TariffsBlock(),
          new SmartChargingBlock(),
          new FirmwareBlock(),
          new DiagnosticsBlock(),
          new DisplayBlock(),
          new DataTransferBlock(),
          new DerControlBlock(),
          new BatterySwapBlock(),
          new EventStreamsBlock());

  private static final Map<String, FlowKind> KINDS = kinds();

  private Blocks() {}

  /** The names of all kinds of flows. */
  static Set<String> kindNames() {
    return new TreeSet<>(KINDS.keySet());
  }

  /** The steps of a kind of flow; empty when there is none of that name. */
  static Set<String> steps(String kind) {
    return new TreeSet<>(kind(kind).map(FlowKind::steps).orElse(Set.of()));
  }

  /** The kind of flow with that name; empty when only another build knows it. */
  static Optional<FlowKind> kind(String name) {
    return Optional.ofNullable(KINDS.get(name));
  }

  /** Tells the running flows, then every block. */
  static void tell(Turn turn, Occasion occasion) {
    turn.flows().tell(occasion);
    ALL.forEach(block -> block.on(turn, occasion));
  }

  /** Why the specification forbids the command, by the first block that says so. */
  static Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return ALL.stream()
        .map(block -> block.forbids(state, version, command))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** True while a block wants the command to wait. */
  static boolean holds(StationState state, Command command) {
    return ALL.stream().anyMatch(block -> block.holds(state, command));
  }

  /** What of the command goes into one message. */
  @SuppressWarnings("ReferenceEquality") // a block whose command it is not gives the same object
  static JsonView fitted(StationState state, OcppVersion version, Command command) {
    return ALL.stream()
        .map(block -> block.fitted(state, version, command))
        .filter(payload -> payload != command.payload())
        .findFirst()
        .orElse(command.payload());
  }

  /** How the command goes in several messages, by the block whose it is. */
  static Optional<Splitting> splits(StationState state, Command command) {
    return ALL.stream()
        .map(block -> block.splits(state, command))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** False when a block wants the station's unanswered message dropped. */
  static boolean take(StationState state, Frame.Send send) {
    return ALL.stream().allMatch(block -> block.takes(state, send));
  }

  /** What serves the CALLs of that version, by action. */
  static Map<String, Service> services(OcppVersion version) {
    Map<String, Service> services = new HashMap<>();
    ALL.forEach(block -> block.services(version).forEach((name, s) -> once(services, name, s)));
    return Map.copyOf(services);
  }

  /** What blocks keep of a station of which nothing has happened yet, by simple name. */
  static Map<String, Part> parts() {
    Map<String, Part> parts = new HashMap<>();
    ALL.forEach(block -> block.parts().forEach(p -> once(parts, p.getClass().getSimpleName(), p)));
    return parts;
  }

  private static Map<String, FlowKind> kinds() {
    Map<String, FlowKind> kinds = new HashMap<>();
    ALL.forEach(block -> block.flows().forEach(kind -> once(kinds, kind.name(), kind)));
    return Map.copyOf(kinds);
  }

  private static <T> void once(Map<String, T> into, String name, T one) {
    if (into.put(name, one) != null) {
      throw new IllegalStateException("Two blocks have " + name);
    }
  }
}
