// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.spi.OcppHandlerInfo;

/** A handler for each type: what stops one stops no other. */
public final class FilesHandlers {
  private static final String VERSION = "1.0";

  private FilesHandlers() {}

  /** {@link RecordType#SESSION}. */
  @OcppHandlerInfo(
      id = "files-sessions",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Sessions extends FilesHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Sessions() {
      super(RecordType.SESSION);
    }
  }

  /** {@link RecordType#METER_VALUE}. */
  @OcppHandlerInfo(
      id = "files-meter-values",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class MeterValues extends FilesHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public MeterValues() {
      super(RecordType.METER_VALUE);
    }
  }

  /** {@link RecordType#STATUS_CHANGE}. */
  @OcppHandlerInfo(
      id = "files-status-changes",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class StatusChanges extends FilesHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public StatusChanges() {
      super(RecordType.STATUS_CHANGE);
    }
  }

  /** {@link RecordType#AUTHORISATION}. */
  @OcppHandlerInfo(
      id = "files-authorisations",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Authorisations extends FilesHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Authorisations() {
      super(RecordType.AUTHORISATION);
    }
  }

  /** {@link RecordType#CONNECTIVITY}. */
  @OcppHandlerInfo(
      id = "files-connectivity",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Connectivity extends FilesHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Connectivity() {
      super(RecordType.CONNECTIVITY);
    }
  }

  /** {@link RecordType#HANDLER_HEALTH}. */
  @OcppHandlerInfo(
      id = "files-handler-health",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class HandlerHealth extends FilesHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public HandlerHealth() {
      super(RecordType.HANDLER_HEALTH);
    }
  }
}
