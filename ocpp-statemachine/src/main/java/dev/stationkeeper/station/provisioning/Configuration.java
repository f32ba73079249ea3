// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import dev.stationkeeper.station.event.VariableReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the machine itself must know of a station's configuration: the limits that our messages have
 * to keep. The whole device model is a read model; a hundred thousand of them do not fit into
 * memory.
 *
 * @param version that the station spoke, for an upgrade changes all names
 * @param firmware that the station had at its last boot
 * @param inventoried true when a whole report was taken since that firmware was installed
 * @param values of the variables that are noted, see {@link #value}
 */
public record Configuration(
    @Nullable String version,
    @Nullable String firmware,
    boolean inventoried,
    Map<String, String> values)
    implements Part {
  /** Noted values at most; a station with more limits of these names does not exist. */
  static final int LIMIT = 64;

  /** Longer values are not noted, in characters. */
  static final int LONGEST = 500;

  static final Configuration UNKNOWN = new Configuration(null, null, false, Map.of());

  private static final Set<String> NOTED =
      Set.of(
          "ACPhaseSwitchingSupported",
          "AdditionalRootCertificateCheck",
          "BytesPerMessage",
          "ChargingProfilePersistence",
          "ItemsPerMessage",
          "PeriodsPerSchedule",
          "Entries",
          "ChargeProfileMaxStackLevel",
          "ChargingScheduleMaxPeriods",
          "GetConfigurationMaxKeys",
          "LocalAuthListMaxLength",
          "MaxChargingProfilesInstalled",
          "MaxExternalConstraintsId",
          "NetworkConfigurationPriority",
          "ProfileStackLevel",
          "SendLocalListMaxLength",
          "SupportedFeatureProfiles",
          "SupportedLimits");

  /** Noted of these components only: others have variables of the same name. */
  private static final Set<String> NOTED_OF =
      Set.of("TariffCostCtrlr.Available", "DisplayMessageCtrlr.Available");

  public Configuration {
    values = Map.copyOf(values);
  }

  /** The value of a 1.6 configuration key, if it is one of those noted and was told. */
  public Optional<String> value(String key) {
    return value("", key, null);
  }

  /** The actual value of a 2.x variable, if it is one of those noted and was told. */
  public Optional<String> value(String component, String variable, @Nullable String instance) {
    return Optional.ofNullable(values.get(key(component, variable, instance)));
  }

  @Override
  public Configuration after(StationEvent event, Instant at) {
    return switch (event) {
      case ConnectionOpened e when !e.version().equals(version) ->
          version == null
              ? new Configuration(e.version(), firmware, inventoried, values)
              : new Configuration(e.version(), firmware, false, Map.of());
      case BootNotified e when !Objects.equals(e.firmwareVersion(), firmware) ->
          new Configuration(version, e.firmwareVersion(), false, values);
      case FlowEnded e when InventoryFlow.isComplete(e) ->
          new Configuration(version, firmware, true, values);
      case VariablesReported e -> noted(e);
      default -> this;
    };
  }

  private Configuration noted(VariablesReported event) {
    Map<String, String> next = new HashMap<>(values);
    for (VariableReading reading : event.variables()) {
      String key = key(reading.component(), reading.variable(), reading.variableInstance());
      String value = reading.value();
      if (isNoted(reading)
          && reading.attribute().equals(VariableReading.ACTUAL)
          && value != null
          && key.length() + value.length() <= LONGEST
          && (next.size() < LIMIT || next.containsKey(key))) {
        next.put(key, value);
      }
    }
    return next.equals(values) ? this : new Configuration(version, firmware, inventoried, next);
  }

  private static boolean isNoted(VariableReading reading) {
    return NOTED.contains(reading.variable())
        || NOTED_OF.contains(reading.component() + "." + reading.variable());
  }

  private static String key(String component, String variable, @Nullable String instance) {
    return component + "." + variable + (instance == null ? "" : "[" + instance + "]");
  }
}
