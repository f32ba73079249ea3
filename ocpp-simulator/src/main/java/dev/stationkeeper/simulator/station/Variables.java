// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.simulator.station.Variable.Access;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A station's settings: the ones as delivered are shared by every station of a version, only what a
 * CSMS changed is kept per station. Names are looked up without regard to case, as 1.6 5.3 and 2.x
 * part 2 B05 want.
 */
final class Variables {
  private static final Map<String, Variable> KEYS_16 = index(keys16());
  private static final Map<String, Variable> MODEL_2 = index(model2());

  private final Map<String, Variable> known;
  private @Nullable Map<String, String> changed;

  private Variables(Map<String, Variable> known) {
    this.known = known;
  }

  static Variables of16() {
    return new Variables(KEYS_16);
  }

  static Variables of2() {
    return new Variables(MODEL_2);
  }

  Collection<Variable> all() {
    return known.values();
  }

  @Nullable Variable find(String component, String name, String instance) {
    return known.get(lower(Variable.key(component, name, instance)));
  }

  /** True when some variable of the component is known. */
  boolean hasComponent(String component) {
    String prefix = lower(component) + '/';
    return known.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  String value(Variable variable) {
    Map<String, String> own = changed;
    return own == null
        ? variable.initial()
        : own.getOrDefault(lower(variable.key()), variable.initial());
  }

  void set(Variable variable, String value) {
    if (changed == null) {
      changed = new HashMap<>(4);
    }
    changed.put(lower(variable.key()), value);
  }

  /** Sets a variable by its name; it must be there. */
  void set(String component, String name, String instance, String value) {
    Variable variable = find(component, name, instance);
    if (variable == null) {
      throw new IllegalArgumentException("No variable " + component + "/" + name);
    }
    set(variable, value);
  }

  /** Whether a variable is there and true. */
  boolean is(String component, String name, String instance) {
    Variable variable = find(component, name, instance);
    return variable != null && "true".equalsIgnoreCase(value(variable));
  }

  /** The value of a variable as a number, or {@code otherwise} when it is none. */
  int number(String component, String name, String instance, int otherwise) {
    Variable variable = find(component, name, instance);
    if (variable == null) {
      return otherwise;
    }
    String value = value(variable);
    return variable.accepts(value) && variable.type() == Variable.Type.integer
        ? Integer.parseInt(value)
        : otherwise;
  }

  /** True when a CSMS set the variable. */
  boolean isChanged(String component, String name, String instance) {
    return changed != null && changed.containsKey(lower(Variable.key(component, name, instance)));
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Variable> index(List<Variable> variables) {
    Map<String, Variable> index = new LinkedHashMap<>();
    for (Variable variable : variables) {
      index.put(lower(variable.key()), variable);
    }
    return Collections.unmodifiableMap(index);
  }

  private static List<Variable> keys16() {
    List<Variable> keys = new ArrayList<>();
    for (String line :
        """
        AuthorizeRemoteTxRequests bool rw false
        ClockAlignedDataInterval integer rw 0
        ConnectionTimeOut integer rw 60
        ConnectorPhaseRotation string rw Unknown
        GetConfigurationMaxKeys integer r 50
        HeartbeatInterval integer rw 300
        LocalAuthorizeOffline bool rw true
        LocalPreAuthorize bool rw false
        MeterValuesAlignedData string rw Energy.Active.Import.Register
        MeterValuesSampledData string rw Energy.Active.Import.Register,Power.Active.Import
        MeterValueSampleInterval integer rw 60
        NumberOfConnectors integer r 2
        ResetRetries integer rw 1
        StopTransactionOnEVSideDisconnect bool rw true
        StopTransactionOnInvalidId bool rw true
        StopTxnAlignedData string rw
        StopTxnSampledData string rw
        SupportedFeatureProfiles string r \
        Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger
        TransactionMessageAttempts integer rw 3
        TransactionMessageRetryInterval integer rw 10
        UnlockConnectorOnEVSideDisconnect bool rw true
        WebSocketPingInterval integer rw 0
        LocalAuthListEnabled bool rw true
        LocalAuthListMaxLength integer r 1000
        SendLocalListMaxLength integer r 100
        ReserveConnectorZeroSupported bool r false
        ChargeProfileMaxStackLevel integer r 10
        ChargingScheduleAllowedChargingRateUnit string r Current,Power
        ChargingScheduleMaxPeriods integer r 24
        MaxChargingProfilesInstalled integer r 10
        SecurityProfile integer rw 0
        AuthorizationKey string w
        CpoName string rw
        """
            .lines()
            .toList()) {
      String[] word = line.split(" ", 4);
      keys.add(variable("", word[0], "", word[1], word[2], word.length > 3 ? word[3] : ""));
    }
    return keys;
  }

  private static List<Variable> model2() {
    List<Variable> model = new ArrayList<>();
    for (String line :
        """
        ChargingStation Available - bool r true
        ChargingStation AvailabilityState - OptionList r Available
        ChargingStation SupplyPhases - integer r 3
        AlignedDataCtrlr Interval - integer rw 0
        AlignedDataCtrlr Measurands - MemberList rw Energy.Active.Import.Register
        AuthCacheCtrlr Enabled - bool rw false
        AuthCtrlr AuthorizeRemoteStart - bool rw false
        AuthCtrlr LocalAuthorizeOffline - bool rw true
        AuthCtrlr LocalPreAuthorize - bool rw false
        ClockCtrlr DateTime - string r 2025-01-01T00:00:00Z
        ClockCtrlr TimeSource - SequenceList rw Heartbeat
        DeviceDataCtrlr BytesPerMessage GetReport integer r 65536
        DeviceDataCtrlr BytesPerMessage GetVariables integer r 65536
        DeviceDataCtrlr BytesPerMessage SetVariables integer r 65536
        DeviceDataCtrlr ItemsPerMessage GetReport integer r 50
        DeviceDataCtrlr ItemsPerMessage GetVariables integer r 50
        DeviceDataCtrlr ItemsPerMessage SetVariables integer r 50
        LocalAuthListCtrlr BytesPerMessage - integer r 65536
        LocalAuthListCtrlr Enabled - bool rw true
        LocalAuthListCtrlr Entries - integer r 0
        LocalAuthListCtrlr ItemsPerMessage - integer r 100
        OCPPCommCtrlr FileTransferProtocols - MemberList r HTTPS
        OCPPCommCtrlr HeartbeatInterval - integer rw 300
        OCPPCommCtrlr MessageAttemptInterval TransactionEvent integer rw 10
        OCPPCommCtrlr MessageAttempts TransactionEvent integer rw 3
        OCPPCommCtrlr MessageTimeout Default integer r 30
        OCPPCommCtrlr NetworkConfigurationPriority - SequenceList rw 0
        OCPPCommCtrlr NetworkProfileConnectionAttempts - integer rw 3
        OCPPCommCtrlr OfflineThreshold - integer rw 60
        OCPPCommCtrlr QueueAllMessages - bool rw false
        OCPPCommCtrlr ResetRetries - integer rw 1
        OCPPCommCtrlr RetryBackOffRandomRange - integer rw 10
        OCPPCommCtrlr RetryBackOffRepeatTimes - integer rw 5
        OCPPCommCtrlr RetryBackOffWaitMinimum - integer rw 1
        OCPPCommCtrlr UnlockOnEVSideDisconnect - bool rw true
        OCPPCommCtrlr WebSocketPingInterval - integer rw 0
        ReservationCtrlr Enabled - bool rw true
        SampledDataCtrlr TxEndedInterval - integer rw 0
        SampledDataCtrlr TxEndedMeasurands - MemberList rw Energy.Active.Import.Register
        SampledDataCtrlr TxStartedMeasurands - MemberList rw Energy.Active.Import.Register
        SampledDataCtrlr TxUpdatedInterval - integer rw 60
        SampledDataCtrlr TxUpdatedMeasurands - MemberList rw Energy.Active.Import.Register
        SecurityCtrlr BasicAuthPassword - string w
        SecurityCtrlr CertificateEntries - integer r 0
        SecurityCtrlr OrganizationName - string rw Stationkeeper
        SecurityCtrlr SecurityProfile - integer r 1
        SmartChargingCtrlr Enabled - bool rw true
        SmartChargingCtrlr Entries ChargingProfiles integer r 0
        SmartChargingCtrlr ProfileStackLevel - integer r 10
        SmartChargingCtrlr RateUnit - MemberList r A,W
        TxCtrlr EVConnectionTimeOut - integer rw 60
        TxCtrlr StopTxOnEVSideDisconnect - bool rw true
        TxCtrlr StopTxOnInvalidId - bool rw true
        TxCtrlr TxStartPoint - MemberList rw PowerPathClosed
        TxCtrlr TxStopPoint - MemberList rw PowerPathClosed
        """
            .lines()
            .toList()) {
      String[] word = line.split(" ", 6);
      String instance = "-".equals(word[2]) ? "" : word[2];
      String initial = word.length > 5 ? word[5] : "";
      model.add(variable(word[0], word[1], instance, word[3], word[4], initial));
    }
    return model;
  }

  private static Variable variable(
      String component, String name, String instance, String type, String access, String initial) {
    Access allowed =
        switch (access) {
          case "r" -> Access.ReadOnly;
          case "w" -> Access.WriteOnly;
          default -> Access.ReadWrite;
        };
    boolean reboot = name.equals("NetworkConfigurationPriority") || name.equals("SecurityProfile");
    return new Variable(
        component, name, instance, Variable.Type.valueOf(type), allowed, reboot, initial);
  }
}
