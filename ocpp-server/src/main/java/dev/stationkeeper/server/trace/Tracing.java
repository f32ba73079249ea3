// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.trace;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.engine.OpenCall;
import dev.stationkeeper.engine.Traffic;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerMeter;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of what is heard: a station's message with the decision on it and the handlers that
 * were asked, a command with its CALL. Attributes name station, action, ids and outcomes and never
 * have anything of a payload. Thread-safe; exports behind, from a bounded queue.
 */
public final class Tracing implements Traffic, HandlerMeter, AutoCloseable {
  private static final AttributeKey<String> STATION = AttributeKey.stringKey("ocpp.station");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("ocpp.version");
  private static final AttributeKey<String> ACTION = AttributeKey.stringKey("ocpp.action");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("ocpp.message_id");
  private static final AttributeKey<Long> CONNECTION = AttributeKey.longKey("ocpp.connection");
  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("ocpp.result");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("ocpp.error_code");
  private static final AttributeKey<String> HANDLER = AttributeKey.stringKey("handler.name");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("decision.outcome");
  private static final AttributeKey<String> DECIDED_BY = AttributeKey.stringKey("decision.by");
  private static final AttributeKey<String> COMMAND = AttributeKey.stringKey("command.id");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("command.status");
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final Duration LAST_SPANS = Duration.ofSeconds(5);

  private record Key(StationId station, String id) {}

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final InstantSource clock;
  private final OpenSpans<Key> messages;
  private final OpenSpans<Key> decisions;
  private final OpenSpans<Key> commands;
  private final OpenSpans<Key> calls;

  /** Sends to the collector of {@code settings}; what it does not take is lost, and said once. */
  public Tracing(TraceSettings settings, InstantSource clock, Counters counters) {
    this.clock = clock;
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint());
    if (!settings.authorization().isEmpty()) {
      exporter.addHeader("Authorization", settings.authorization());
    }
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "stationkeeper",
                        AttributeKey.stringKey("service.instance.id"),
                        settings.node())))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter.build()).setScheduleDelay(SEND_EVERY).build())
            .build();
    tracer = provider.get("dev.stationkeeper");
    Runnable shed = () -> counters.count("trace_span_shed");
    messages = new OpenSpans<>(shed);
    decisions = new OpenSpans<>(shed);
    commands = new OpenSpans<>(shed);
    calls = new OpenSpans<>(shed);
  }

  private SpanBuilder begin(String name, StationId station, @Nullable Span parent) {
    SpanBuilder span = tracer.spanBuilder(name).setAttribute(STATION, station.value());
    return parent == null ? span.setNoParent() : span.setParent(Context.root().with(parent));
  }

  private static SpanBuilder about(SpanBuilder span, OpenCall call) {
    return span.setAttribute(VERSION, call.version().number())
        .setAttribute(ACTION, bounded(call.action().name()))
        .setAttribute(MESSAGE, bounded(call.id().value()))
        .setAttribute(CONNECTION, call.connection())
        .setStartTimestamp(call.at());
  }

  private static Key key(OpenCall call) {
    return new Key(call.station(), call.id().value());
  }

  // ---- a station's message ---------------------------------------------------------------------

  @Override
  public void received(OpenCall call) {
    SpanBuilder span = begin(bounded(call.action().name()), call.station(), null);
    messages.put(key(call), about(span, call).setSpanKind(SpanKind.SERVER).startSpan());
  }

  @Override
  public void noted(OpenCall send) {
    SpanBuilder span = begin(bounded(send.action().name()), send.station(), null);
    about(span, send).setSpanKind(SpanKind.CONSUMER).startSpan().end(clock.instant());
  }

  @Override
  public void asked(OpenCall call) {
    Span message = messages.get(key(call));
    if (message != null) {
      decisions.put(key(call), begin("decision", call.station(), message).startSpan());
    }
  }

  @Override
  public void decided(
      StationId station, HandlerId handler, MessageId question, boolean failed, Duration took) {
    Span decision = decisions.get(new Key(station, question.value()));
    if (decision == null) {
      return;
    }
    Instant now = clock.instant();
    Span span =
        begin("handler " + handler.name(), station, decision)
            .setAttribute(HANDLER, handler.name())
            .setStartTimestamp(now.minus(took))
            .startSpan();
    if (failed) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(now);
  }

  @Override
  public void decided(OpenCall call, Outcome outcome, Duration took) {
    Span decision = decisions.remove(key(call));
    if (decision == null) {
      return;
    }
    switch (outcome) {
      case Outcome.Answered answered ->
          decision.setAttribute(OUTCOME, "answered").setAttribute(DECIDED_BY, answered.by());
      case Outcome.Refused refused ->
          decision.setAttribute(OUTCOME, "refused").setAttribute(DECIDED_BY, refused.by());
      case Outcome.Passed passed -> decision.setAttribute(OUTCOME, "passed");
      case Outcome.Failed failed ->
          decision
              .setAttribute(OUTCOME, "failed")
              .setAttribute(DECIDED_BY, failed.by())
              .setStatus(StatusCode.ERROR);
    }
    decision.end(clock.instant());
  }

  @Override
  public void answered(OpenCall call, Frame answer, Duration took) {
    end(messages.remove(key(call)), answer);
  }

  @Override
  public void lost(OpenCall call) {
    Span decision = decisions.remove(key(call));
    if (decision != null) {
      decision.setStatus(StatusCode.ERROR, "the connection was lost").end();
    }
    end(messages.remove(key(call)), null);
  }

  private void end(@Nullable Span span, @Nullable Frame with) {
    if (span == null) {
      return;
    }
    switch (with) {
      case null -> span.setAttribute(RESULT, "none").setStatus(StatusCode.ERROR);
      // The description is the sender's own text: it may have anything in it.
      case Frame.CallError error ->
          span.setAttribute(RESULT, "error")
              .setAttribute(CODE, bounded(error.code().name()))
              .setStatus(StatusCode.ERROR);
      default -> span.setAttribute(RESULT, "ok");
    }
    span.end(clock.instant());
  }

  /** A station may send any name. */
  private static String bounded(String code) {
    return code.length() <= 50 ? code : code.substring(0, 50);
  }

  // ---- a command -------------------------------------------------------------------------------

  @Override
  public void submitted(StationId station, Command command) {
    Span span =
        begin("command " + command.action().name(), station, null)
            .setAttribute(ACTION, command.action().name())
            .setAttribute(COMMAND, command.id())
            .startSpan();
    commands.put(new Key(station, command.id()), span);
  }

  @Override
  public void progressed(
      StationId station, String commandId, CommandStatus status, @Nullable OpenCall out) {
    Key command = new Key(station, commandId);
    if (status == CommandStatus.SENT) {
      Span parent = commands.get(command);
      if (out != null) {
        SpanBuilder call = begin(out.action().name(), station, parent);
        calls.put(
            key(out),
            about(call, out)
                .setAttribute(COMMAND, commandId)
                .setSpanKind(SpanKind.CLIENT)
                .startSpan());
      }
      return;
    }
    Span span = commands.remove(command);
    if (span != null) {
      span.setAttribute(STATUS, status.wireName());
      if (status != CommandStatus.ACCEPTED && status != CommandStatus.CANCELLED) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end(clock.instant());
    }
  }

  @Override
  public void resulted(OpenCall call, @Nullable Frame result, Duration took) {
    end(calls.remove(key(call)), result);
  }

  /** Sends what has ended, for at most five seconds. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
