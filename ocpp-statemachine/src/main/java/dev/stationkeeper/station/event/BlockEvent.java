// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

/**
 * A fact of a functional block. Each block has an interface of its own here, with its records in
 * it; they are folded by the parts of the blocks and not by the core of the state.
 */
public sealed interface BlockEvent extends StationEvent
    permits FlowEvent,
        DeviceModelEvent,
        AvailabilityEvent,
        BatterySwapEvent,
        CertificateEvent,
        DerControlEvent,
        EventStreamEvent,
        LocalListEvent,
        SmartChargingEvent,
        TariffEvent,
        TransactionLimitEvent {}
