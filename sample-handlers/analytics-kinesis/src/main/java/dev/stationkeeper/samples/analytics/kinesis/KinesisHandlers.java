// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.spi.OcppHandlerInfo;

/** A handler for each type: what stops one stops no other. */
public final class KinesisHandlers {
  private static final String VERSION = "1.0";

  private KinesisHandlers() {}

  /** {@link RecordType#SESSION}. */
  @OcppHandlerInfo(
      id = "kinesis-sessions",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Sessions extends KinesisHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Sessions() {
      super(RecordType.SESSION);
    }
  }

  /** {@link RecordType#METER_VALUE}. */
  @OcppHandlerInfo(
      id = "kinesis-meter-values",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class MeterValues extends KinesisHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public MeterValues() {
      super(RecordType.METER_VALUE);
    }
  }

  /** {@link RecordType#STATUS_CHANGE}. */
  @OcppHandlerInfo(
      id = "kinesis-status-changes",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class StatusChanges extends KinesisHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public StatusChanges() {
      super(RecordType.STATUS_CHANGE);
    }
  }

  /** {@link RecordType#AUTHORISATION}. */
  @OcppHandlerInfo(
      id = "kinesis-authorisations",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Authorisations extends KinesisHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Authorisations() {
      super(RecordType.AUTHORISATION);
    }
  }

  /** {@link RecordType#CONNECTIVITY}. */
  @OcppHandlerInfo(
      id = "kinesis-connectivity",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Connectivity extends KinesisHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Connectivity() {
      super(RecordType.CONNECTIVITY);
    }
  }

  /** {@link RecordType#HANDLER_HEALTH}. */
  @OcppHandlerInfo(
      id = "kinesis-handler-health",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class HandlerHealth extends KinesisHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public HandlerHealth() {
      super(RecordType.HANDLER_HEALTH);
    }
  }
}
