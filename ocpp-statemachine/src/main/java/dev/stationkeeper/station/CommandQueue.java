// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a station that have no end yet.
 *
 * @param queued oldest first
 * @param out the one that the station has been sent and has not answered
 */
public record CommandQueue(List<Command> queued, @Nullable Sent out) {
  static final CommandQueue EMPTY = new CommandQueue(List.of(), null);

  public CommandQueue {
    queued = List.copyOf(queued);
  }

  /** A command under way, and the id of its CALL. */
  public record Sent(Command command, String messageId) {}

  Optional<Command> find(String commandId) {
    return Stream.concat(queued.stream(), Stream.ofNullable(out).map(Sent::command))
        .filter(command -> command.id().equals(commandId))
        .findFirst();
  }

  boolean isQueued(String commandId) {
    return queued.stream().anyMatch(command -> command.id().equals(commandId));
  }

  CommandQueue after(CommandQueued event) {
    Command command =
        new Command(
            event.commandId(),
            Action.of(event.action()),
            event.payload(),
            event.expiresAt(),
            event.by(),
            event.priority() == null ? Command.NORMAL : event.priority(),
            event.sealed(),
            Boolean.TRUE.equals(event.carryThrough()));
    return new CommandQueue(Stream.concat(queued.stream(), Stream.of(command)).toList(), out);
  }

  CommandQueue after(CommandSent event) {
    return find(event.commandId())
        .map(
            command ->
                new CommandQueue(
                    without(event.commandId()).queued, new Sent(command, event.messageId())))
        .orElse(this);
  }

  CommandQueue without(String commandId) {
    Sent still = out != null && out.command().id().equals(commandId) ? null : out;
    return new CommandQueue(
        queued.stream().filter(command -> !command.id().equals(commandId)).toList(), still);
  }
}
