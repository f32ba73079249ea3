// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A move of slots from one load of a plugin to another, slot by slot: the first goes alone, so that
 * a load which opens for nobody disturbs one station. When one is rolled back, those that went
 * before go back too.
 */
final class PluginSwap {
  private final Plugin plugin;
  private final PluginHost before;
  private final PluginHost after;
  private final Predicate<HandlerSlot> concerned;
  private final Runnable moved;
  private final Consumer<Optional<String>> done;
  private final List<HandlerSlot> slots;
  private final List<HandlerSlot> swapped = new ArrayList<>();
  private int failures;

  /**
   * @param concerned which slots are moved; those that are there already stay
   * @param moved run when all that were there have moved: new ones are to open on {@code after}
   * @param done told when it is over, with the reason when it was rolled back
   */
  PluginSwap(
      Plugin plugin,
      PluginHost before,
      PluginHost after,
      Predicate<HandlerSlot> concerned,
      Runnable moved,
      Consumer<Optional<String>> done) {
    this.plugin = plugin;
    this.before = before;
    this.after = after;
    this.concerned = concerned;
    this.moved = moved;
    this.done = done;
    this.slots = left().toList();
  }

  private Stream<HandlerSlot> left() {
    return plugin.slots().stream().filter(concerned).filter(slot -> !slot.isOn(after));
  }

  void begin() {
    forward(0);
  }

  private void forward(int index) {
    if (index == slots.size()) {
      moved.run();
      latecomers();
      return;
    }
    HandlerSlot slot = slots.get(index);
    slot.swap(
        after,
        failed -> {
          if (failed.isPresent()) {
            back(swapped.size() - 1, failed.get());
          } else {
            swapped.add(slot);
            plugin.soon(() -> forward(index + 1));
          }
        });
  }

  /**
   * Stations that came during the swap may have opened on the load before. One that does not open
   * on the new load is tried again after a pause, and in the end put out of service: there is no
   * load to bring it back to.
   */
  private void latecomers() {
    Optional<HandlerSlot> found = left().findAny();
    if (found.isEmpty()) {
      done.accept(Optional.empty());
      return;
    }
    HandlerSlot late = found.get();
    late.swap(
        after,
        failed -> {
          if (failed.isEmpty()) {
            plugin.soon(this::latecomers);
          } else if (plugin.isLastTry(++failures)) {
            late.quarantine("Does not open on the new load: " + failed.get());
            plugin.soon(this::latecomers);
          } else {
            plugin.afterPause(this::latecomers);
          }
        });
  }

  private void back(int index, String reason) {
    if (index < 0) {
      done.accept(Optional.of(reason));
      return;
    }
    swapped.get(index).swap(before, ignored -> plugin.soon(() -> back(index - 1, reason)));
  }
}
