// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;

/**
 * The limits of supervision.
 *
 * @param startDeadline of a constructor with {@code start}, and of {@code open}
 * @param eventDeadline of an event, a timer or the result of a command
 * @param stopDeadline of {@code onStop} and {@code close}
 * @param grace between the interrupt at the deadline and giving the thread up
 * @param restarts most restarts of a slot within {@code window}; one more quarantines
 * @param immediate how many of them come without a pause
 * @param window over which restarts are counted
 * @param firstPause before the first restart that is not immediate; doubles with each, half of it
 *     random
 * @param longestPause where doubling ends
 * @param zombies threads of a plugin that never came back; at this number it is quarantined
 * @param workers most threads of a plugin that serve stations, zombies not counted
 * @param growAfter a call that has waited this long for a thread gets a new one
 * @param requests most requests that wait in a slot; one more passes
 * @param notices most events that wait in a responder's slot; the oldest makes room
 * @param backlog most events that wait in an observer's slot; the oldest makes room
 */
public record SupervisionPolicy(
    Duration startDeadline,
    Duration eventDeadline,
    Duration stopDeadline,
    Duration grace,
    int restarts,
    int immediate,
    Duration window,
    Duration firstPause,
    Duration longestPause,
    int zombies,
    int workers,
    Duration growAfter,
    int requests,
    int notices,
    int backlog) {
  /** What holds when nothing is configured. */
  public static final SupervisionPolicy DEFAULT =
      new SupervisionPolicy(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          10,
          3,
          Duration.ofMinutes(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          16,
          64,
          Duration.ofMillis(5),
          64,
          64,
          1024);

  /** The same with another restart budget. */
  public SupervisionPolicy withRestarts(int most, int withoutPause) {
    return new SupervisionPolicy(
        startDeadline,
        eventDeadline,
        stopDeadline,
        grace,
        most,
        withoutPause,
        window,
        firstPause,
        longestPause,
        zombies,
        workers,
        growAfter,
        requests,
        notices,
        backlog);
  }

  /** The same with another number of threads that may be lost, and of threads in all. */
  public SupervisionPolicy withThreads(int lost, int most) {
    return new SupervisionPolicy(
        startDeadline,
        eventDeadline,
        stopDeadline,
        grace,
        restarts,
        immediate,
        window,
        firstPause,
        longestPause,
        lost,
        most,
        growAfter,
        requests,
        notices,
        backlog);
  }

  /** The same with other lengths of the mailboxes. */
  public SupervisionPolicy withMailboxes(int mostRequests, int mostNotices, int mostBacklog) {
    return new SupervisionPolicy(
        startDeadline,
        eventDeadline,
        stopDeadline,
        grace,
        restarts,
        immediate,
        window,
        firstPause,
        longestPause,
        zombies,
        workers,
        growAfter,
        mostRequests,
        mostNotices,
        mostBacklog);
  }
}
