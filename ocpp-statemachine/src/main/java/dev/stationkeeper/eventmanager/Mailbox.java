// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a slot. It is the slot's: an instance that goes leaves it untouched. Requests and
 * events are one queue in their order; timers and late answers have their own, taken in turn with
 * it. Confined to the slot's lock.
 *
 * <p>Full of requests: the next is not taken. Full of events: the oldest makes room and is counted.
 * Timers and late answers are bounded by what may set them.
 */
final class Mailbox {
  /** One thing to do. */
  sealed interface Work {
    /** A request to decide. */
    record Asked(Ask ask) implements Work {}

    /** An event to tell. */
    record Told(Occurrence occurrence) implements Work {}

    /** Events were lost before the next. */
    record Lost(long count) implements Work {}

    /** A timer, or the result of a command. */
    record Task(int generation, Runnable code) implements Work {}

    /** The answer that was to come later. */
    record Later(int generation, Ask ask, @Nullable Answer answer, @Nullable Throwable thrown)
        implements Work {}
  }

  private final int mostAsks;
  private final int mostEvents;
  private final ArrayDeque<Work> queue = new ArrayDeque<>(1);
  private final ArrayDeque<Work> tasks = new ArrayDeque<>(1);
  private int asks;
  private int events;
  private long untold;
  private long lost;
  private boolean taskBefore;

  Mailbox(int mostAsks, int mostEvents) {
    this.mostAsks = mostAsks;
    this.mostEvents = mostEvents;
  }

  boolean ask(Ask ask) {
    if (asks >= mostAsks) {
      return false;
    }
    asks++;
    queue.addLast(new Work.Asked(ask));
    return true;
  }

  void tell(Occurrence occurrence) {
    if (events >= mostEvents) {
      Iterator<Work> oldest = queue.iterator();
      while (oldest.hasNext()) {
        if (oldest.next() instanceof Work.Told) {
          oldest.remove();
          events--;
          lose(1);
          break;
        }
      }
    }
    if (mostEvents > 0) {
      events++;
      queue.addLast(new Work.Told(occurrence));
    } else {
      lose(1);
    }
  }

  /** Counts events that never came in here. */
  void lose(long count) {
    untold += count;
    lost += count;
  }

  void post(Work task) {
    tasks.addLast(task);
  }

  /** The next thing to do; {@code tasksOnly} while an answer is still to come. */
  @Nullable Work take(boolean tasksOnly) {
    if (!tasks.isEmpty() && (tasksOnly || !taskBefore || queue.isEmpty())) {
      taskBefore = true;
      return tasks.removeFirst();
    }
    taskBefore = false;
    Work head = tasksOnly ? null : queue.peekFirst();
    if (head instanceof Work.Told && untold > 0) {
      long count = untold;
      untold = 0;
      return new Work.Lost(count);
    }
    if (head != null) {
      queue.removeFirst();
      forget(head);
    }
    return head;
  }

  void remove(Ask ask) {
    if (queue.remove(new Work.Asked(ask))) {
      asks--;
    }
  }

  /** Takes the requests out, in order. */
  List<Ask> releaseAsks() {
    List<Ask> released = new ArrayList<>();
    queue.removeIf(work -> work instanceof Work.Asked asked && released.add(asked.ask()));
    asks = 0;
    return released;
  }

  void dropEvents(boolean count) {
    queue.removeIf(work -> work instanceof Work.Told);
    if (count) {
      lose(events);
    } else {
      untold = 0;
    }
    events = 0;
  }

  void dropTasks() {
    tasks.clear();
  }

  int depth() {
    return queue.size();
  }

  long lost() {
    return lost;
  }

  private void forget(Work work) {
    switch (work) {
      case Work.Asked asked -> asks--;
      case Work.Told told -> events--;
      default -> {}
    }
  }
}
