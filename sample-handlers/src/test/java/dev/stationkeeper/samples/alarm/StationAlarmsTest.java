// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Alarms;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationAlarmsTest {
  private static final StationId STATION = new StationId("CP1");

  private final Alarms alarms = mock(Alarms.class);
  private final List<Runnable> due = new ArrayList<>();
  private final StationAlarms handler =
      new StationAlarms(STATION, alarms, new ManualTimers(), Duration.ofMinutes(5));

  @Test
  void aFaultedConnectorOpensAnAlarmAndARecoveredOneClosesIt() {
    handler.onEvent(
        event(
            "ConnectorStatusReported",
            "{\"connector\":2,\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\"}"));
    verify(alarms)
        .raise(eq("faulted:CP1:2"), eq(Severity.CRITICAL), eq(STATION), contains("GroundFailure"));

    handler.onEvent(event("ConnectorStatusReported", "{\"connector\":2,\"status\":\"Available\"}"));
    verify(alarms).clear("faulted:CP1:2");
  }

  @Test
  void connectorsOfTwoEvsesHaveAlarmsOfTheirOwn() {
    handler.onEvent(
        event("ConnectorStatusReported", "{\"evse\":1,\"connector\":1,\"status\":\"Faulted\"}"));
    handler.onEvent(
        event("ConnectorStatusReported", "{\"evse\":2,\"connector\":1,\"status\":\"Available\"}"));
    verify(alarms).raise(eq("faulted:CP1:1/1"), any(), any(), any());
    verify(alarms).clear("faulted:CP1:2/1");
  }

  @Test
  void aStationThatStaysAwayOpensAnAlarmOnceTheTimeIsUp() {
    handler.onEvent(event("ConnectionClosed", "{\"connection\":1}"));
    verify(alarms, never()).raise(any(), any(), any(), any());
    due.removeFirst().run();
    verify(alarms).raise(eq("offline:CP1"), eq(Severity.WARNING), eq(STATION), any());
  }

  @Test
  void aStationThatComesBackInTimeOpensNone() {
    handler.onEvent(event("ConnectionClosed", "{\"connection\":1}"));
    handler.onEvent(event("ConnectionOpened", "{\"connection\":2}"));
    due.forEach(Runnable::run);
    verify(alarms).clear("offline:CP1");
    verifyNoMoreInteractions(alarms);
  }

  @Test
  void aCrashedHandlerOpensAnAlarmThatClosesAfterAQuietTime() {
    handler.onEvent(event("HandlerCrashed", "{\"handler\":\"mine\",\"reason\":\"EXCEPTION\"}"));
    handler.onEvent(event("HandlerCrashed", "{\"handler\":\"mine\",\"reason\":\"EXCEPTION\"}"));
    verify(alarms, times(2))
        .raise(eq("handler:mine:CP1"), eq(Severity.WARNING), eq(STATION), contains("mine"));
    assertEquals(1, due.size(), "the second crash begins the quiet time anew");
    due.removeFirst().run();
    verify(alarms).clear("handler:mine:CP1");
  }

  @Test
  void aQuarantinedHandlerKeepsItsAlarmOpenUntilItIsResumed() {
    handler.onEvent(event("HandlerCrashed", "{\"handler\":\"mine\"}"));
    handler.onEvent(event("HandlerQuarantined", "{\"handler\":\"mine\",\"reason\":\"budget\"}"));
    verify(alarms)
        .raise(eq("handler:mine:CP1"), eq(Severity.CRITICAL), eq(STATION), contains("budget"));
    assertEquals(0, due.size(), "no timer closes it");
    handler.onEvent(event("HandlerResumed", "{\"handler\":\"mine\"}"));
    verify(alarms).clear("handler:mine:CP1");
  }

  private static StationEvent event(String type, String payload) {
    StationEvent event = mock(StationEvent.class);
    when(event.type()).thenReturn(type);
    when(event.payload()).thenReturn(JsonView.parse(payload));
    return event;
  }

  /** Timers that run when the test says so. */
  private final class ManualTimers implements Timers {
    @Override
    public Timer after(Duration delay, Runnable task) {
      due.add(task);
      return () -> due.remove(task);
    }

    @Override
    public Timer every(Duration period, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
