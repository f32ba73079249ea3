// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.firmware;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.StatusFlow;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * Firmware that a Local Controller fetches and offers to its stations (L03). The end {@code
 * published} has the locations, as many as there is room for.
 */
final class PublishFlow extends StatusFlow {
  private static final Duration DOWNLOAD = Duration.ofHours(24);
  private static final Set<String> LAST =
      Set.of("Published", "DownloadFailed", "InvalidChecksum", "PublishFailed");
  private static final Set<String> WAITING =
      Set.of("requested", "accepted", "unanswered", "downloadScheduled");

  PublishFlow() {
    super(
        "publishFirmware", Set.of("PublishFirmware"), Set.of("PublishFirmwareStatusNotification"));
  }

  @Override
  protected Set<String> working() {
    return Set.of(
        "DownloadScheduled",
        "Downloading",
        "DownloadPaused",
        "DownloadFailed",
        "Downloaded",
        "ChecksumVerified");
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
    return WAITING.contains(step);
  }

  @Override
  protected Duration within(Turn turn, Flow flow, String step) {
    return DOWNLOAD;
  }

  @Override
  protected JsonView news(JsonView payload) {
    String locations = String.join(" ", payload.strings("location"));
    return locations.isEmpty()
        ? JsonView.EMPTY
        : JsonView.object().put("locations", locations).build();
  }
}
