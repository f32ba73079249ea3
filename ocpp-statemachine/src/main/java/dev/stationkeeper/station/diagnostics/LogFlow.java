// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.StatusFlow;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * The upload of a log (N01; 1.6 GetLog of the security whitepaper, and GetDiagnostics). Another
 * request takes the place of the one before: of GetLog the station says so (AcceptedCanceled), and
 * the statuses of GetDiagnostics have no number.
 */
final class LogFlow extends StatusFlow {
  private static final Duration UPLOAD = Duration.ofHours(2);
  private static final Set<String> FAILURES =
      Set.of(
          "UploadFailure",
          "UploadFailed",
          "BadMessage",
          "PermissionDenied",
          "NotSupportedOperation");
  private static final Set<String> WAITING = Set.of("requested", "accepted", "unanswered");

  private final boolean numbered;

  private LogFlow(String name, String request, String status, boolean numbered) {
    super(name, Set.of(request), Set.of(status));
    this.numbered = numbered;
  }

  /** Of GetLog. */
  static LogFlow log() {
    return new LogFlow("log", "GetLog", "LogStatusNotification", true);
  }

  /** Of GetDiagnostics (1.6), which ends as {@code empty} when there is nothing to upload. */
  static LogFlow diagnostics() {
    return new LogFlow("diagnostics", "GetDiagnostics", "DiagnosticsStatusNotification", false);
  }

  @Override
  protected Set<String> working() {
    return numbered
        ? Set.of(
            "Uploading", "UploadFailure", "BadMessage", "PermissionDenied", "NotSupportedOperation")
        : Set.of("Uploading", "UploadFailed");
  }

  @Override
  protected boolean isLast(String status) {
    return FAILURES.contains(status)
        || status.equals("Uploaded")
        || status.equals("AcceptedCanceled");
  }

  @Override
  protected boolean mayBeTriedAgain(String status) {
    return FAILURES.contains(status);
  }

  @Override
  protected boolean isWaiting(String step) {
    return WAITING.contains(step);
  }

  @Override
  protected Duration within(Turn turn, Flow flow, String step) {
    return UPLOAD;
  }

  @Override
  protected JsonObjectBuilder attributes(Turn turn, JsonView request) {
    return super.attributes(turn, request).put("logType", request.string("logType").orElse(null));
  }

  @Override
  protected JsonView news(JsonView payload) {
    return payload
        .string("filename")
        .or(() -> payload.string("fileName"))
        .map(file -> JsonView.object().put("file", file).build())
        .orElse(JsonView.EMPTY);
  }

  @Override
  protected boolean agreed(Turn turn, Flow flow, JsonView response) {
    if (numbered || response.string("fileName").filter(file -> !file.isEmpty()).isPresent()) {
      return true;
    }
    turn.flows().end(flow, "empty");
    return false;
  }
}
