// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.firmware;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Device;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.StatusFlow;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An update of a station's firmware (L01, L02; 1.6 Firmware Management and signed firmware). The
 * station may restart more than once; Installed may come before or after the last of it, and some
 * 1.6 stations never send it. Then the end is {@code unconfirmed}, with the firmware before and
 * after: that it was installed is not made up.
 */
final class FirmwareFlow extends StatusFlow {
  private static final String BEFORE = "firmwareBefore";
  private static final String AFTER = "firmwareAfter";
  private static final String BOOTS = "boots";
  private static final String RETRIEVE = "retrieveAt";
  private static final String INSTALL = "installAt";

  private static final Duration DOWNLOAD = Duration.ofHours(24);
  private static final Duration INSTALLATION = Duration.ofHours(24);
  private static final Duration INSTALLS = Duration.ofHours(2);

  /** A boot is a sign of life; a station that does nothing but boot gets no further time. */
  private static final int MOST_BOOTS = 4;

  private static final Set<String> LAST =
      Set.of(
          "Installed",
          "DownloadFailed",
          "InvalidSignature",
          "InstallVerificationFailed",
          "InstallationFailed");
  private static final Set<String> TO_DOWNLOAD =
      Set.of("requested", "accepted", "unanswered", "downloadScheduled");
  private static final Set<String> TO_INSTALL =
      Set.of("downloaded", "signatureVerified", "installScheduled");
  private static final Set<String> INSTALLING = Set.of("installing", "installRebooting");

  FirmwareFlow() {
    super(
        "firmware",
        Set.of("UpdateFirmware", "SignedUpdateFirmware"),
        Set.of("FirmwareStatusNotification", "SignedFirmwareStatusNotification"));
  }

  @Override
  protected Set<String> working() {
    return Set.of(
        "DownloadScheduled",
        "Downloading",
        "DownloadPaused",
        "DownloadFailed",
        "Downloaded",
        "SignatureVerified",
        "InstallScheduled",
        "Installing",
        "InstallRebooting");
  }

  @Override
  protected boolean isLast(String status) {
    return LAST.contains(status);
  }

  @Override
  protected boolean mayBeTriedAgain(String status) {
    return status.equals("DownloadFailed");
  }

  @Override
  protected boolean isWaiting(String step) {
    return TO_DOWNLOAD.contains(step);
  }

  @Override
  protected Duration within(Turn turn, Flow flow, String step) {
    if (TO_DOWNLOAD.contains(step)) {
      return until(turn, Times.read(flow.attributes(), RETRIEVE), DOWNLOAD);
    }
    if (TO_INSTALL.contains(step)) {
      return until(turn, Times.read(flow.attributes(), INSTALL), INSTALLATION);
    }
    return INSTALLING.contains(step) ? INSTALLS : DOWNLOAD;
  }

  /** Plain requests of 1.6 have their members at the top, the others in {@code firmware}. */
  @Override
  protected JsonObjectBuilder attributes(Turn turn, JsonView request) {
    boolean signed = request.string("firmware", "signingCertificate").isPresent();
    Device device = turn.state().device();
    return super.attributes(turn, request)
        .put("signed", signed)
        .put(BEFORE, device == null ? null : device.firmwareVersion())
        .put(
            RETRIEVE,
            request
                .string("retrieveDate")
                .or(() -> request.string("firmware", "retrieveDateTime"))
                .orElse(null))
        .put(INSTALL, request.string("firmware", "installDateTime").orElse(null));
  }

  @Override
  protected void booted(Turn turn, Flow flow, InboundCall boot) {
    if (TO_DOWNLOAD.contains(flow.step())) {
      return;
    }
    long boots = flow.attributes().number(BOOTS).orElse(0) + 1;
    Duration left = Duration.between(turn.now(), flow.deadline());
    turn.flows()
        .advance(
            flow,
            flow.step(),
            boots <= MOST_BOOTS ? within(turn, flow, flow.step()) : left,
            JsonView.object()
                .put(BOOTS, boots)
                .put(AFTER, version(boot.payload()).orElse(null))
                .build());
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    Optional<String> after = flow.attributes().string(AFTER);
    if (INSTALLING.contains(flow.step())
        && after.isPresent()
        && !after.equals(flow.attributes().string(BEFORE))) {
      turn.flows()
          .end(
              flow,
              "unconfirmed",
              JsonView.object()
                  .put("step", flow.step())
                  .put(BEFORE, flow.attributes().string(BEFORE).orElse(null))
                  .put(AFTER, after.get())
                  .build());
    } else {
      super.overdue(turn, flow);
    }
  }

  private static Optional<String> version(JsonView boot) {
    return boot.string("firmwareVersion")
        .or(() -> boot.string("chargingStation", "firmwareVersion"));
  }
}
