// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.Connections;
import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.ocpp.StationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Logs, sockets and event managers that are wrong in one thing. */
final class OuterMutants {
  private OuterMutants() {}

  /** Says that a batch is on disk before it is. */
  static final class AnswersBeforeDurable extends Mutation {
    @Override
    EventLog log(EventLog real, Life life) {
      return new EventLog() {
        private CompletionStage<Void> last = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<Void> append(
            StationId station, long lastSequence, List<NewEvent> batch) {
          List<NewEvent> taken = List.copyOf(batch);
          last =
              last.handle((done, failure) -> null)
                  .thenCompose(done -> real.append(station, lastSequence, taken));
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void read(StationId station, long after, Consumer<LoggedEvent> to) {
          real.read(station, after, to);
        }
      };
    }
  }

  /** Goes on as if nothing were when the log refuses. */
  static final class IgnoresRefusals extends Mutation {
    @Override
    EventLog log(EventLog real, Life life) {
      return new EventLog() {
        @Override
        public CompletionStage<Void> append(
            StationId station, long lastSequence, List<NewEvent> batch) {
          try {
            return real.append(station, lastSequence, batch).exceptionally(failure -> null);
          } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(null);
          }
        }

        @Override
        public void read(StationId station, long after, Consumer<LoggedEvent> to) {
          real.read(station, after, to);
        }
      };
    }
  }

  /** Acknowledges what the disk only holds in its cache. */
  static final class DoesNotWaitForDisk extends Mutation {
    @Override
    boolean diskWaits() {
      return false;
    }
  }

  /** Sends answers twice. */
  static final class AnswersTwice extends Mutation {
    @Override
    Connections connections(Connections real) {
      return new Passing(real) {
        @Override
        public void send(StationId station, long connection, String text) {
          super.send(station, connection, text);
          if (text.startsWith("[3")) {
            super.send(station, connection, text);
          }
        }
      };
    }
  }

  /** Loses an answer now and then. */
  static final class LosesAnswers extends Mutation {
    @Override
    Connections connections(Connections real) {
      return new Passing(real) {
        private int answers;

        @Override
        public void send(StationId station, long connection, String text) {
          if (!text.startsWith("[3") || ++answers % 9 != 0) {
            super.send(station, connection, text);
          }
        }
      };
    }
  }

  private static class Passing implements Connections {
    private final Connections real;

    Passing(Connections real) {
      this.real = real;
    }

    @Override
    public void send(StationId station, long connection, String text) {
      real.send(station, connection, text);
    }

    @Override
    public void close(StationId station, long connection, int code, String reason) {
      real.close(station, connection, code, reason);
    }
  }

  /** Reports the failed request when the handler has crashed and not when a new one is there. */
  static final class ReportsBeforeReinstall extends Mutation {
    private final Map<StationId, Consumer<Outcome>> open = new HashMap<>();

    @Override
    EventManager manager(StationId station, EventManager real) {
      return new Asking(real) {
        @Override
        public void ask(Question question, Consumer<Outcome> reply) {
          boolean[] had = new boolean[1];
          Consumer<Outcome> once =
              outcome -> {
                if (!had[0]) {
                  had[0] = true;
                  open.remove(station);
                  reply.accept(outcome);
                }
              };
          open.put(station, once);
          super.ask(question, once);
        }
      };
    }

    @Override
    void supervised(SupervisionEvent event) {
      if (event instanceof SupervisionEvent.HandlerCrashed crashed
          && crashed.handler().equals(Server.VENDOR)) {
        Consumer<Outcome> waiting = open.get(crashed.station());
        if (waiting != null) {
          waiting.accept(new Outcome.Failed("crashed", "vendor"));
        }
      }
    }
  }

  /** Does not hold what comes while a handler is being replaced. */
  static final class DoesNotHold extends Mutation {
    private final Set<StationId> without = new HashSet<>();

    @Override
    EventManager manager(StationId station, EventManager real) {
      return new Asking(real) {
        @Override
        public void ask(Question question, Consumer<Outcome> reply) {
          if (without.contains(station)) {
            reply.accept(new Outcome.Passed());
          } else {
            super.ask(question, reply);
          }
        }
      };
    }

    @Override
    void supervised(SupervisionEvent event) {
      switch (event) {
        case SupervisionEvent.HandlerCrashed e -> without.add(e.station());
        case SupervisionEvent.HandlerReinstalled e -> without.remove(e.station());
        default -> {}
      }
    }
  }

  /** Gives two outcomes to a question. */
  static final class DecidesTwice extends Mutation {
    @Override
    EventManager manager(StationId station, EventManager real) {
      return new Asking(real) {
        @Override
        public void ask(Question question, Consumer<Outcome> reply) {
          super.ask(
              question,
              outcome -> {
                reply.accept(outcome);
                reply.accept(outcome);
              });
        }
      };
    }
  }

  private static class Asking implements EventManager {
    private final EventManager real;

    Asking(EventManager real) {
      this.real = real;
    }

    @Override
    public void ask(Question question, Consumer<Outcome> reply) {
      real.ask(question, reply);
    }

    @Override
    public void publish(Occurrence occurrence) {
      real.publish(occurrence);
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
