// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.FlowEvent;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * given(events) / when(input) / then(events, effects, and nothing else). Names that the machine
 * asks for are {@code m1}, {@code m2} … and {@code 1001}, {@code 1002} … After every step the state
 * that was folded live is compared with the one folded from the log's text.
 */
public final class MachineFixture implements Ids {
  public static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  public static final String ADDRESS = "192.0.2.7";
  private static final EventCodec CODEC = new EventCodec();

  private final StationMachine machine;
  private final SentFrames sentFrames = new SentFrames();
  private final List<StationEvent> history = new ArrayList<>();
  private StationState state = StationState.unknown(new StationId("CS-1"));
  private StationState replayed = state;
  private Session session = Session.NONE;
  private Instant now = T0;
  private Step last = new Step(List.of(), session, List.of());
  private int messageIds;
  private int transactionIds = 1000;

  public MachineFixture() {
    this(Policy.DEFAULT);
  }

  public MachineFixture(Policy policy) {
    machine = new StationMachine(policy);
  }

  /** A station that is connected under number 1 and was accepted. */
  public static MachineFixture accepted(OcppVersion version) {
    return new MachineFixture()
        .given(new RegistrationDecided("Accepted", 300))
        .when(new Input.Opened(1, version, ADDRESS));
  }

  /** A station that is connected under number 1 and of which nothing else is known. */
  public static MachineFixture fresh(OcppVersion version) {
    return new MachineFixture().when(new Input.Opened(1, version, ADDRESS));
  }

  public MachineFixture given(StationEvent... events) {
    for (StationEvent event : events) {
      fold(event);
    }
    return this;
  }

  public MachineFixture when(Input input) {
    if (input instanceof Input.Received received) {
      sentFrames.received(received.frame());
    }
    last = machine.decide(state, session, input, now, this);
    last.events().forEach(this::fold);
    assertEquals(state, last.after(), "the state that the step brings with it");
    last.events().forEach(MachineFixture::stepIsDeclared);
    session = last.session();
    OcppVersion version = session.version();
    if (version != null) {
      frames().forEach(frame -> sentFrames.sent(version, frame));
    }
    assertEquals(replayed, state, "the fold of the log's text");
    return this;
  }

  /** Operators name steps in their settings: one that is not declared could not be named. */
  private static void stepIsDeclared(StationEvent event) {
    switch (event) {
      case FlowEvent.FlowStarted e -> stepIsDeclared(e.kind(), e.step());
      case FlowEvent.FlowAdvanced e -> stepIsDeclared(e.kind(), e.step());
      default -> {
        // of no step
      }
    }
  }

  private static void stepIsDeclared(String kind, String step) {
    Set<String> steps = StationMachine.flowSteps(kind);
    assertTrue(steps.contains(step), () -> kind + " is in " + step + ", but declares " + steps);
  }

  /**
   * The station sends a CALL. Where it may be decided on and nothing is owed, on a transaction
   * event without a token, nobody has an opinion; both steps are one here.
   */
  public MachineFixture whenCall(String id, String action, String payload) {
    whenAsked(id, action, payload);
    boolean owesNothing =
        action.equals("TransactionEvent") && !JsonView.ofVerified(payload).has("idToken");
    if (owesNothing && isHead(id)) {
      Step asked = last;
      whenUndecided(id);
      last = joined(asked, last);
    }
    return this;
  }

  /** The same, and whatever it asks is still to be decided. */
  public MachineFixture whenAsked(String id, String action, String payload) {
    return when(new Input.Received(session.connection(), call(id, action, payload)));
  }

  private boolean isHead(String id) {
    return session.asking() && session.calls().getFirst().id().value().equals(id);
  }

  private static Step joined(Step asked, Step undecided) {
    List<StationEvent> events = new ArrayList<>(asked.events());
    events.addAll(undecided.events());
    List<Effect> effects = new ArrayList<>(asked.effects());
    effects.removeIf(effect -> effect instanceof Effect.Ask || isDecisionTimer(effect));
    undecided.effects().stream().filter(effect -> !isDecisionTimer(effect)).forEach(effects::add);
    return new Step(events, undecided.session(), effects);
  }

  private static boolean isDecisionTimer(Effect effect) {
    return switch (effect) {
      case Effect.SetTimer set -> set.key().kind().equals("decision");
      case Effect.CancelTimer cancel -> cancel.key().kind().equals("decision");
      default -> false;
    };
  }

  public MachineFixture whenDecided(String id, String payload) {
    return when(
        new Input.Decided(session.connection(), new MessageId(id), JsonView.parse(payload)));
  }

  public MachineFixture whenUndecided(String id) {
    return when(new Input.Undecided(session.connection(), new MessageId(id)));
  }

  public MachineFixture whenDecisionFails(String id) {
    return when(new Input.DecisionFailed(session.connection(), new MessageId(id), "crashed"));
  }

  public MachineFixture whenAnswer(String id, String payload) {
    return when(
        new Input.Received(
            session.connection(),
            new Frame.CallResult(new MessageId(id), JsonView.parse(payload))));
  }

  public MachineFixture whenCommand(String id, String action, String payload) {
    return when(new Input.CommandSubmitted(command(id, action, payload)));
  }

  /** The socket is lost and the station comes back under the next number. */
  public MachineFixture whenReconnected(OcppVersion version) {
    long number = state.link().connection();
    return when(new Input.Closed(number, 1006, "gone"))
        .when(new Input.Opened(number + 1, version, ADDRESS));
  }

  /** The process is killed: the session is gone, the state is folded from the log. */
  public MachineFixture whenKilledAndRestarted() {
    session = Session.NONE;
    state = replayed;
    return when(new Input.Restarted());
  }

  public MachineFixture later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  public MachineFixture thenEvents(StationEvent... events) {
    assertEquals(List.of(events), last.events());
    return this;
  }

  public MachineFixture thenEffects(Effect... effects) {
    assertEquals(List.of(effects), last.effects());
    return this;
  }

  /** The frames that the last step sends; other effects are not looked at. */
  public MachineFixture thenFrames(Frame... frames) {
    assertEquals(List.of(frames), frames());
    return this;
  }

  public MachineFixture thenNothingBut(Effect... effects) {
    return thenEvents().thenEffects(effects);
  }

  public List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    for (Effect effect : last.effects()) {
      if (effect instanceof Effect.Send send) {
        assertEquals(session.connection(), send.connection());
        frames.add(send.frame());
      }
    }
    return frames;
  }

  /** The codes of the CALLERRORs that the last step sends. */
  public List<ErrorCode> errors() {
    return frames().stream()
        .filter(Frame.CallError.class::isInstance)
        .map(frame -> ((Frame.CallError) frame).code())
        .toList();
  }

  /** How often the last step asks for a decision. */
  public long questions() {
    return last.effects().stream().filter(Effect.Ask.class::isInstance).count();
  }

  public <E extends Effect> List<E> lastEffects(Class<E> type) {
    return last.effects().stream().filter(type::isInstance).map(type::cast).toList();
  }

  public <E extends StationEvent> List<E> events(Class<E> type) {
    return last.events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  public <E extends StationEvent> List<E> history(Class<E> type) {
    return history.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<String> counts() {
    return last.effects().stream()
        .filter(Effect.Count.class::isInstance)
        .map(effect -> ((Effect.Count) effect).what())
        .toList();
  }

  public StationState state() {
    return state;
  }

  public Session session() {
    return session;
  }

  public Instant now() {
    return now;
  }

  public Command command(String id, String action, String payload) {
    return new Command(
        id, Action.of(action), JsonView.parse(payload), now.plus(Duration.ofMinutes(5)), "ann");
  }

  public static Frame.Call call(String id, String action, String payload) {
    return new Frame.Call(new MessageId(id), Action.of(action), JsonView.parse(payload));
  }

  public static Frame.CallResult result(String id, String payload) {
    return new Frame.CallResult(new MessageId(id), JsonView.parse(payload));
  }

  private void fold(StationEvent event) {
    history.add(event);
    state = machine.evolve(state, event, now);
    EventCodec.Encoded text = CODEC.encode(event);
    replayed =
        machine.evolve(replayed, CODEC.decode(text.type(), text.version(), text.payload()), now);
  }

  public static ConnectionOpened opened(long number, OcppVersion version) {
    return new ConnectionOpened(number, version.number(), ADDRESS);
  }

  @Override
  public String messageId() {
    return "m" + ++messageIds;
  }

  @Override
  public int transactionId() {
    return ++transactionIds;
  }
}
