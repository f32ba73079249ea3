// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text frame and then is done. What has been read when a fault shows decides what the
 * peer is owed, so the fields hold just that.
 */
final class FrameReader {
  private final JsonFactory json;
  private final FrameLimits limits;
  private final String text;
  private final OcppVersion version;

  private int type;
  private @Nullable MessageId id;
  private boolean insidePayload;

  FrameReader(JsonFactory json, FrameLimits limits, String text, OcppVersion version) {
    this.json = json;
    this.limits = limits;
    this.text = text;
    this.version = version;
  }

  ParsedFrame read() {
    // A reader and not the text itself: of a frame that is too long only the head is looked at.
    try (JsonParser in =
        text.length() > limits.frameChars()
            ? json.createParser(new StringReader(text))
            : json.createParser(text)) {
      return new ParsedFrame.Valid(frame(in));
    } catch (Fault fault) {
      return malformed(fault.code, fault.getMessage());
    } catch (IOException broken) {
      // The parser's own message would quote the text (RPC-20).
      return malformed(
          insidePayload ? ErrorCode.FORMAT_VIOLATION : ErrorCode.RPC_FRAMEWORK_ERROR,
          "Not JSON within the limits of a frame");
    }
  }

  private Frame frame(JsonParser in) throws IOException, Fault {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw framework("Not a JSON array");
    }
    type = type(in);
    if (!isKnown(type)) {
      id = in.nextToken() == JsonToken.VALUE_STRING ? readable(in.getText()) : null;
      throw new Fault(ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED, "Unknown message type number");
    }
    MessageId read = id(in);
    id = read;
    if (text.length() > limits.frameChars()) {
      throw new Fault(
          ErrorCode.FORMAT_VIOLATION, "Longer than " + limits.frameChars() + " characters");
    }
    if (JsonText.hasLoneSurrogate(text)) {
      throw new Fault(ErrorCode.FORMAT_VIOLATION, "Half of a surrogate pair");
    }
    return switch (type) {
      case 2 -> {
        Action action = action(in);
        JsonView payload = payload(in);
        end(in);
        yield new Frame.Call(read, action, payload);
      }
      case 6 -> {
        Action action = action(in);
        JsonView payload = payload(in);
        end(in);
        yield new Frame.Send(read, action, payload);
      }
      case 3 -> {
        JsonView payload = payload(in);
        endLeniently(in);
        yield new Frame.CallResult(read, payload);
      }
      default -> error(in, read);
    };
  }

  private static int type(JsonParser in) throws IOException, Fault {
    if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw framework("The message type is not a whole number");
    }
    // A number beyond int is as unknown as any other; 0 stands for what could not be read.
    return in.getNumberType() == JsonParser.NumberType.INT && in.getIntValue() != 0
        ? in.getIntValue()
        : -1;
  }

  private boolean isKnown(int number) {
    return number >= 2 && number <= (version.isAtLeast(OcppVersion.V2_1) ? 6 : 4);
  }

  private static MessageId id(JsonParser in) throws IOException, Fault {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw framework("The message id is missing or not a string");
    }
    MessageId id = readable(in.getText());
    if (id == null) {
      throw framework("The message id has not 1 to 36 characters of Unicode");
    }
    return id;
  }

  /** The id that {@code text} is, or null when an answer could not carry it. */
  private static @Nullable MessageId readable(String text) {
    return JsonText.isUnicode(text) ? MessageId.of(text).orElse(null) : null;
  }

  private static Action action(JsonParser in) throws IOException, Fault {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw framework("The action is missing or not a string");
    }
    return Action.of(in.getText());
  }

  private JsonView payload(JsonParser in) throws IOException, Fault {
    insidePayload = true;
    JsonToken token = in.nextToken();
    if (token == JsonToken.END_ARRAY || token == JsonToken.VALUE_NULL) {
      insidePayload = false;
      return JsonView.EMPTY;
    }
    if (token != JsonToken.START_OBJECT) {
      throw new Fault(ErrorCode.FORMAT_VIOLATION, "The payload is not an object");
    }
    JsonView payload = object(in);
    insidePayload = false;
    return payload;
  }

  private JsonView object(JsonParser in) throws IOException, Fault {
    int from = (int) in.currentTokenLocation().getCharOffset();
    ObjectNode tree;
    try {
      tree = TreeReader.object(in);
    } catch (TreeReader.LargeExponentException e) {
      throw new Fault(ErrorCode.FORMAT_VIOLATION, "A number with an exponent beyond 999");
    }
    int to = (int) in.currentTokenLocation().getCharOffset() + 1;
    return to - from == 2 ? JsonView.EMPTY : JsonView.ofTree(text.substring(from, to), tree);
  }

  private Frame error(JsonParser in, MessageId read) throws IOException, Fault {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw framework("The error code is missing or not a string");
    }
    ErrorCode code = new ErrorCode(in.getText());
    String description = "";
    JsonView details = JsonView.EMPTY;
    if (in.nextToken() == JsonToken.VALUE_STRING) {
      description = in.getText();
    }
    if (in.currentToken() != JsonToken.END_ARRAY) {
      in.skipChildren();
      if (in.nextToken() == JsonToken.START_OBJECT) {
        details = object(in);
      }
    }
    endLeniently(in);
    return type == 4
        ? new Frame.CallError(read, code, description, details)
        : new Frame.CallResultError(read, code, description, details);
  }

  private static void end(JsonParser in) throws IOException, Fault {
    if (in.currentToken() != JsonToken.END_ARRAY && in.nextToken() != JsonToken.END_ARRAY) {
      throw framework("More elements than the message type has");
    }
    endOfText(in);
  }

  /** As {@link #end}; but what an answer says beyond its last element hurts nobody. */
  private static void endLeniently(JsonParser in) throws IOException, Fault {
    while (in.currentToken() != JsonToken.END_ARRAY) {
      in.skipChildren();
      if (in.nextToken() == null) {
        throw framework("The array does not end");
      }
    }
    endOfText(in);
  }

  private static void endOfText(JsonParser in) throws IOException, Fault {
    if (in.nextToken() != null) {
      throw framework("Text after the frame");
    }
  }

  /** What the peer is owed for a frame of which {@link #type} and {@link #id} could be read. */
  private ParsedFrame malformed(ErrorCode code, String reason) {
    Frame answer =
        type != 0 && !isKnown(type)
            ? unknownType(reason)
            : switch (type) {
              case 0, 2 -> brokenCall(code, reason);
              case 3 -> brokenResult(code, reason);
              default -> null;
            };
    return new ParsedFrame.Malformed(answer, reason, Math.max(type, 0), id);
  }

  /** 2.0.1 has a code for it; 1.6 has none, and 2.1 wants it ignored. */
  private @Nullable Frame unknownType(String reason) {
    return version.equals(OcppVersion.V2_0_1)
        ? callError(
            id == null ? MessageId.UNREADABLE : id, ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED, reason)
        : null;
  }

  private @Nullable Frame brokenCall(ErrorCode code, String reason) {
    if (id != null) {
      return callError(id, code, reason);
    }
    // 1.6 has no id that stands for an unreadable one.
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? callError(MessageId.UNREADABLE, code, reason)
        : null;
  }

  private @Nullable Frame brokenResult(ErrorCode code, String reason) {
    return id != null && version.isAtLeast(OcppVersion.V2_1)
        ? new Frame.CallResultError(id, code, reason, JsonView.EMPTY)
        : null;
  }

  private Frame callError(MessageId to, ErrorCode code, String reason) {
    return new Frame.CallError(to, code.in(version), reason, JsonView.EMPTY);
  }

  private static Fault framework(String reason) {
    return new Fault(ErrorCode.RPC_FRAMEWORK_ERROR, reason);
  }

  /** Leaves the descent; never leaves this class. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ErrorCode code;

    Fault(ErrorCode code, String reason) {
      super(reason, null, false, false);
      this.code = code;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
