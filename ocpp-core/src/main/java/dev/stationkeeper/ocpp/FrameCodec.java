// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonFactory;

/**
 * Text frames to {@link Frame}s and back (OCPP-J part 4, 4; 1.6-J 4). Thread-safe; one is enough
 * for all connections.
 *
 * <p>Payloads are taken over as they stand: the text between the braces, with the members in their
 * order, is in {@link JsonView#text()}. Whether it fits the action is not this class's question.
 *
 * <p>What is tolerated in an incoming frame: payload {@code null} or left out for {@code {}}; in an
 * error a missing or odd description or details; in an answer elements after the last one that the
 * version knows; error codes of any spelling. What is refused: two members of one name, half a
 * surrogate pair, text after the frame, whatever passes {@link FrameLimits}.
 */
public final class FrameCodec {
  /** Longest description that leaves, in characters (OCPP-J part 4, 4.2.3). */
  public static final int MAX_DESCRIPTION = 255;

  private final FrameLimits limits;
  private final JsonFactory json;

  /** A codec with {@link FrameLimits#DEFAULT}. */
  public FrameCodec() {
    this(FrameLimits.DEFAULT);
  }

  /** A codec that reads no more than {@code limits} allow. */
  public FrameCodec(FrameLimits limits) {
    this.limits = limits;
    // The frame's own array is one level more than its payload.
    this.json = JsonInput.factory(limits, limits.depth() + 1);
  }

  /**
   * Reads a text frame of a connection that speaks {@code version}. Throws nothing, whatever the
   * text is; keeps no reference to {@code text}.
   */
  public ParsedFrame parse(String text, OcppVersion version) {
    return new FrameReader(json, limits, text, version).read();
  }

  /**
   * The text of {@code frame}. Descriptions are cut at {@value #MAX_DESCRIPTION} characters; the
   * payload leaves as it stands.
   */
  public String write(Frame frame) {
    return switch (frame) {
      case Frame.Call call -> request(2, call.id(), call.action(), call.payload());
      case Frame.Send send -> request(6, send.id(), send.action(), send.payload());
      case Frame.CallResult result ->
          head(3, result.id(), result.payload().text().length())
              .append(',')
              .append(result.payload().text())
              .append(']')
              .toString();
      case Frame.CallError e -> error(4, e.id(), e.code(), e.description(), e.details());
      case Frame.CallResultError e -> error(5, e.id(), e.code(), e.description(), e.details());
    };
  }

  private static String request(int type, MessageId id, Action action, JsonView payload) {
    StringBuilder text = head(type, id, action.name().length() + payload.text().length());
    text.append(',');
    JsonText.appendString(text, action.name());
    return text.append(',').append(payload.text()).append(']').toString();
  }

  private static String error(
      int type, MessageId id, ErrorCode code, String description, JsonView details) {
    StringBuilder text = head(type, id, description.length() + details.text().length() + 40);
    text.append(',');
    JsonText.appendString(text, code.name());
    text.append(',');
    JsonText.appendString(text, JsonText.cut(description, MAX_DESCRIPTION));
    return text.append(',').append(details.text()).append(']').toString();
  }

  private static StringBuilder head(int type, MessageId id, int rest) {
    StringBuilder text = new StringBuilder(rest + id.value().length() + 16);
    text.append('[').append(type).append(',');
    JsonText.appendString(text, id.value());
    return text;
  }
}
