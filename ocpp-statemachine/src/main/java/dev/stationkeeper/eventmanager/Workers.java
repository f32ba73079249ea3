// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.List;

/** The threads of one load of a plugin. Thread-safe; never blocks. */
interface Workers {
  /** Runs {@code call} on a thread of the plugin's; calls never throw. Ignored after close. */
  void submit(Runnable call);

  /** Gives up the thread that is in a call of ours and puts another in its place. */
  void abandon(Thread hung);

  /** Ends the threads as they become free, and interrupts those that are not. */
  void close();

  /** Threads that take calls. */
  int live();

  /** Threads given up that have not come back. */
  int zombies();

  /** Calls that wait for a thread. */
  int waiting();

  /** Names of threads of the plugin, whoever made them, that are still alive. */
  List<String> alive();
}
