// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.stationkeeper.spi.OcppHandlerInfo;
import java.util.Map;

/** Tells alarms to an HTTP server, signed. Settings are in the README of the module. */
@OcppHandlerInfo(
    id = "notify-webhook",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class WebhookHandler extends NotifierHandler {
  /** Made by {@link java.util.ServiceLoader}. */
  public WebhookHandler() {
    super("url");
  }

  @Override
  Channel channel(Map<String, String> settings) {
    return Webhook.of(settings);
  }
}
