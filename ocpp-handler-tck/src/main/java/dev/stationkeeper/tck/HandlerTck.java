// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rules that a handler keeps. Extend it, give the handler, and say what it claims of itself;
 * JUnit does the rest. Each rule has a number that stays; {@code required} ones every handler must
 * keep, {@code optional} ones those that claim the capability. What was not tested is reported by
 * name.
 *
 * <p>The handler runs in a {@link FakeServer}; judged is what came over the wire.
 */
@ExtendWith(TckReport.class)
@SuppressWarnings("MemberName") // a rule's name tells its kind and its number
public abstract class HandlerTck {
  /** For subclasses. */
  protected HandlerTck() {}

  /** A new object of the handler. Called for every rule, several times for some. */
  protected abstract OcppHandler handler();

  /** What the handler claims. Nothing by default. */
  protected Set<Capability> capabilities() {
    return Set.of();
  }

  /** The OCPP versions that the handler serves; those on the class, or all, by default. */
  protected Set<OcppVersion> versions() {
    return Rules.declaredVersions(handler().getClass());
  }

  /** The settings that it needs. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /** The tokens that the server knows; {@code MEMBER-1} is accepted by default. */
  protected List<TokenRecord> tokens() {
    return List.of(TokenRecord.of("MEMBER-1", "ISO14443", "Accepted"));
  }

  /** Requests to try beside the kit's own: those with which the handler does something special. */
  protected List<TckRequest> requests() {
    return List.of();
  }

  /** A request with which the handler blocks until it is interrupted; empty when there is none. */
  protected Optional<TckRequest> blockingRequest() {
    return Optional.empty();
  }

  /** How long the handler may be at work, in real time, before it counts as hanging. */
  protected Duration patience() {
    return Duration.ofSeconds(5);
  }

  /** Rules not to be tested, by number, each with the reason. */
  protected Map<Integer, String> skipped() {
    return Map.of();
  }

  @BeforeEach
  final void skip(TestInfo rule) {
    SkippedRules.check(rule, skipped());
  }

  @Test
  final void required_rule101_isNamedInItsServiceFile() {
    DeclarationRules.service(handler().getClass());
  }

  @Test
  final void required_rule102_declaresWhatTheServerNeeds() {
    DeclarationRules.declaration(
        handler().getClass(), Set.of(OcppHandlerInfo.RESPONDER, OcppHandlerInfo.OBSERVER));
  }

  @Test
  final void required_rule103_statesAnSpiVersionThatFits() {
    DeclarationRules.spi(handler().getClass());
  }

  @Test
  final void required_rule104_callsNothingThatEndsOrChangesTheProcess() throws Exception {
    DeclarationRules.bannedCalls(handler().getClass());
  }

  @Test
  final void required_rule201_startsAndOpensInTime() {
    LifeRules.starts(rules());
  }

  @Test
  final void required_rule202_closesTwiceAndWithoutAStart() {
    LifeRules.closesTwice(rules());
  }

  @Test
  final void required_rule203_leavesNoThreadBehind() throws Exception {
    LifeRules.leavesNoThread(rules());
  }

  @Test
  final void optional_rule204_leavesItsClassLoader() throws Exception {
    claimed(Capability.UNLOADABLE);
    LifeRules.leavesItsLoader(rules());
  }

  @Test
  final void required_rule301_passesActionsThatItDoesNotKnow() {
    RequestRules.unknownActions(rules());
  }

  @Test
  final void required_rule302_passesVersionsThatItDoesNotServe() {
    Assumptions.assumeTrue(versions().size() < OcppVersion.all().size(), "it serves every version");
    RequestRules.unknownVersions(rules());
  }

  @Test
  final void required_rule303_answersEmptyPayloadsWithoutCrashing() {
    RequestRules.emptyPayloads(rules());
  }

  @Test
  final void required_rule304_answersValidRequestsValidly() {
    RequestRules.validAnswers(rules());
  }

  @Test
  final void required_rule305_answersBeforeTheDeadline() {
    RequestRules.beforeTheDeadline(rules());
  }

  @Test
  final void optional_rule306_endsABlockingCallWhenInterrupted() {
    claimed(Capability.INTERRUPTIBLE);
    RequestRules.honoursInterrupt(rules(), blocking());
  }

  @Test
  final void required_rule307_servesOnAfterAMissedDeadline() {
    RequestRules.servesOn(rules(), blocking());
  }

  @Test
  final void optional_rule401_takesItsOwnStateBack() {
    claimed(Capability.SNAPSHOTS);
    StateRules.takesItsOwnBack(rules());
  }

  @Test
  final void optional_rule402_refusesStateOfAnotherFormat() {
    claimed(Capability.SNAPSHOTS);
    StateRules.refusesAnother(rules());
  }

  @Test
  final void required_rule403_keepsStationsApart() {
    StateRules.keepsStationsApart(rules());
  }

  @Test
  final void required_rule404_survivesTenThousandEventsInBoundedMemory() {
    StateRules.boundedMemory(rules());
  }

  private void claimed(Capability capability) {
    Assumptions.assumeTrue(capabilities().contains(capability), () -> "not claimed: " + capability);
  }

  private TckRequest blocking() {
    Optional<TckRequest> request = blockingRequest();
    Assumptions.assumeTrue(request.isPresent(), "no blockingRequest is given");
    return request.orElseThrow();
  }

  private Rules rules() {
    List<TckRequest> own = new ArrayList<>();
    for (OcppVersion version : OcppVersion.all()) {
      if (versions().contains(version)) {
        own.addAll(SampleRequests.of(version));
      }
    }
    own.addAll(requests());
    return new Rules(this::handler, versions(), settings(), tokens(), own, patience());
  }
}
