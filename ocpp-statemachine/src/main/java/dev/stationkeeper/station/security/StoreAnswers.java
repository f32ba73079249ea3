// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.CertificateEvent.CertificateGone;
import dev.stationkeeper.station.event.CertificateEvent.CertificatesListed;
import dev.stationkeeper.station.event.InstalledCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a station's answers tell of its certificates, whoever asked. */
final class StoreAnswers {
  private static final String TYPE = "certificateType";
  private static final String NOT_FOUND = "NotFound";
  private static final Set<String> ENDED = Set.of("Accepted", NOT_FOUND);

  private StoreAnswers() {}

  static void noted(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandEnded ended && ended.isAnswered()) {
      String status = ended.response().string("status").orElse("");
      String action = ended.command().action().name();
      if (action.equals(StoreFlow.LIST) && ENDED.contains(status)) {
        turn.record(listed(ended.command(), ended.response()));
      } else if (action.equals(StoreFlow.DELETE) && ENDED.contains(status)) {
        turn.record(gone(ended.command()));
      }
    }
  }

  /** 1.6 asks for one type and tells hashes alone; 2.x has a type and a chain with each. */
  private static CertificatesListed listed(Command command, JsonView response) {
    List<String> types =
        command.payload().string(TYPE).map(List::of).orElse(command.payload().strings(TYPE));
    List<InstalledCertificate> found = new ArrayList<>();
    for (JsonView hashes : response.objects("certificateHashData")) {
      found.add(InstalledCertificate.of(types.isEmpty() ? "" : types.getFirst(), hashes, null));
    }
    for (JsonView chain : response.objects("certificateHashDataChain")) {
      String type = chain.string(TYPE).orElse("");
      InstalledCertificate head =
          InstalledCertificate.of(
              type, chain.object("certificateHashData").orElse(JsonView.EMPTY), null);
      found.add(head);
      for (JsonView child : chain.objects("childCertificateHashData")) {
        found.add(InstalledCertificate.of(type, child, head.serialNumber()));
      }
    }
    return new CertificatesListed(types, found);
  }

  private static CertificateGone gone(Command command) {
    InstalledCertificate of =
        InstalledCertificate.of(
            "", command.payload().object("certificateHashData").orElse(JsonView.EMPTY), null);
    return new CertificateGone(
        of.hashAlgorithm(), of.issuerNameHash(), of.issuerKeyHash(), of.serialNumber());
  }
}
