// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.spi.OcppHandlerInfo;

/** A handler for each type: what stops one stops no other. */
public final class KafkaHandlers {
  private static final String VERSION = "1.0";

  private KafkaHandlers() {}

  /** {@link RecordType#SESSION}. */
  @OcppHandlerInfo(
      id = "kafka-sessions",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Sessions extends KafkaHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Sessions() {
      super(RecordType.SESSION);
    }
  }

  /** {@link RecordType#METER_VALUE}. */
  @OcppHandlerInfo(
      id = "kafka-meter-values",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class MeterValues extends KafkaHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public MeterValues() {
      super(RecordType.METER_VALUE);
    }
  }

  /** {@link RecordType#STATUS_CHANGE}. */
  @OcppHandlerInfo(
      id = "kafka-status-changes",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class StatusChanges extends KafkaHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public StatusChanges() {
      super(RecordType.STATUS_CHANGE);
    }
  }

  /** {@link RecordType#AUTHORISATION}. */
  @OcppHandlerInfo(
      id = "kafka-authorisations",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Authorisations extends KafkaHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Authorisations() {
      super(RecordType.AUTHORISATION);
    }
  }

  /** {@link RecordType#CONNECTIVITY}. */
  @OcppHandlerInfo(
      id = "kafka-connectivity",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class Connectivity extends KafkaHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public Connectivity() {
      super(RecordType.CONNECTIVITY);
    }
  }

  /** {@link RecordType#HANDLER_HEALTH}. */
  @OcppHandlerInfo(
      id = "kafka-handler-health",
      version = VERSION,
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  public static final class HandlerHealth extends KafkaHandler {
    /** Made by {@link java.util.ServiceLoader}. */
    public HandlerHealth() {
      super(RecordType.HANDLER_HEALTH);
    }
  }
}
