// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A swap of a plugin's load, slot by slot: the first goes alone, so that a load which opens for
 * nobody disturbs one station. When one is rolled back, those that went before go back too.
 */
final class PluginSwap {
  private final Plugin plugin;
  private final PluginHost before;
  private final PluginHost after;
  private final List<HandlerSlot> slots;
  private final Consumer<Optional<String>> done;
  private final List<HandlerSlot> swapped = new ArrayList<>();

  PluginSwap(
      Plugin plugin,
      PluginHost before,
      PluginHost after,
      List<HandlerSlot> slots,
      Consumer<Optional<String>> done) {
    this.plugin = plugin;
    this.before = before;
    this.after = after;
    this.slots = slots;
    this.done = done;
  }

  void begin() {
    forward(0);
  }

  private void forward(int index) {
    if (index == slots.size()) {
      plugin.serve(after);
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

  /** Stations that came during the swap may have opened on the load before. */
  private void latecomers() {
    Optional<HandlerSlot> late =
        plugin.slots().stream().filter(slot -> !slot.isOn(after)).findAny();
    if (late.isPresent()) {
      late.get().swap(after, ignored -> plugin.soon(this::finish));
    } else {
      finish();
    }
  }

  private void finish() {
    if (plugin.slots().stream().allMatch(slot -> slot.isOn(after))) {
      var _ = plugin.retire(before);
      done.accept(Optional.empty());
    } else {
      latecomers();
    }
  }

  private void back(int index, String reason) {
    if (index < 0) {
      var _ = plugin.retire(after);
      done.accept(Optional.of(reason));
      return;
    }
    swapped.get(index).swap(before, ignored -> plugin.soon(() -> back(index - 1, reason)));
  }
}
