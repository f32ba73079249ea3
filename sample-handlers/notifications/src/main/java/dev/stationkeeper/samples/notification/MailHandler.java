// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.stationkeeper.spi.OcppHandlerInfo;
import java.util.Map;

/** Tells alarms by mail (SMTP). Settings are in the README of the module. */
@OcppHandlerInfo(
    id = "notify-mail",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class MailHandler extends NotifierHandler {
  /** Made by {@link java.util.ServiceLoader}. */
  public MailHandler() {
    super("host");
  }

  @Override
  Channel channel(Map<String, String> settings) {
    return Mail.of(settings);
  }
}
