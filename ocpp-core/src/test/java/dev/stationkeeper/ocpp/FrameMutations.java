// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Frames that are nearly valid: everything comes from the given randomness, nothing else. */
final class FrameMutations {
  private static final List<String> FRAMES =
      List.of(
          "[2,\"1\",\"Heartbeat\",{}]",
          "[2,\"a7c9\",\"BootNotification\",{\"chargePointVendor\":\"Volt é\","
              + "\"chargePointModel\":\"M1\",\"firmwareVersion\":\"1.0.3\"}]",
          "[2,\"x-2\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":"
              + "{\"model\":\"M\",\"vendorName\":\"V\",\"customData\":{\"vendorId\":\"v\",\"q\":[1]}}}]",
          "[2,\"19223201\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":12,\"meterValue\":"
              + "[{\"timestamp\":\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":\"12.5\","
              + "\"unit\":\"Celcius\"},{\"value\":\"-7\",\"measurand\":\"Voltage\"}]}]}]",
          "[2,\"9b1\",\"TransactionEvent\",{\"eventType\":\"Updated\",\"seqNo\":3,\"timestamp\":"
              + "\"2026-01-02T03:04:05.678+01:00\",\"triggerReason\":\"MeterValuePeriodic\","
              + "\"transactionInfo\":{\"transactionId\":\"t1\"},\"meterValue\":[{\"timestamp\":"
              + "\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":230.10}]}],"
              + "\"idToken\":{\"idToken\":\"04A2\",\"type\":\"ISO14443\"}}]",
          "[3,\"a7c9\",{\"status\":\"Accepted\",\"currentTime\":\"2026-01-02T03:04:05Z\"}]",
          "[3,\"a7c9\",{}]",
          "[4,\"a7c9\",\"NotSupported\",\"not here\",{\"hint\":\"\\ud83d\\udd0c\"}]",
          "[5,\"a7c9\",\"FormatViolation\",\"\",{}]",
          "[6,\"s\",\"NotifyPeriodicEventStream\",{\"id\":1,\"pending\":0,\"basetime\":"
              + "\"2026-01-02T03:04:05Z\",\"data\":[{\"t\":0.5,\"v\":\"1\"}]}]");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-0.0",
          "1e400",
          "1E-400",
          "1e999999999",
          "-1e2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "01",
          "1.",
          ".5",
          "+1",
          "NaN",
          "-Infinity",
          "0x10",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\\udd0c\\ud83d\"",
          "\"\\ud83d\\udd0c\"",
          "\"\\q\"",
          "\"\\u12",
          "[]",
          "{}",
          "[[[[]]]]",
          "{\"a\":{\"a\":{}}}",
          "{\"\":1}",
          "{\"a\":1,\"a\":2}",
          "//x\n1",
          "'x'",
          "undefined");

  private static final String ODD_CHARACTERS =
      "\u0000\u0001\u0008\t\n\u000B\u001F\"\\/[]{}:,\u007F\u0085\u2028\uFEFF\uFFFD\uFFFF"
          + "\uD800\uDBFF\uDC00\uDFFF";

  private FrameMutations() {}

  /** A frame with one to four mutations; now and then with none. */
  static String next(RandomGenerator random) {
    String text = FRAMES.get(random.nextInt(FRAMES.size()));
    for (int left = random.nextInt(5); left > 0; left--) {
      text = mutate(text, random);
    }
    return text;
  }

  private static String mutate(String text, RandomGenerator random) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(13)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(at);
      case 2 -> truncatedUtf8(text, random);
      case 3 -> text.substring(0, at) + oddCharacter(random) + text.substring(at);
      case 4 -> withoutOneCharacter(text, random);
      case 5 -> text.substring(0, at) + pick(VALUES, random) + text.substring(at);
      case 6 -> replaceAValue(text, pick(VALUES, random), random);
      case 7 -> replaceAValue(text, digits(random), random);
      case 8 -> replaceAValue(text, nested(random), random);
      case 9 -> duplicateAMember(text, random);
      case 10 -> text.replaceFirst("\"[^\"]*\"", String.valueOf(random.nextLong()));
      case 11 -> text.replaceFirst("[0-9]", String.valueOf(random.nextInt(-1, 12)));
      default -> text.substring(0, at) + pick(FRAMES, random).substring(random.nextInt(8));
    };
  }

  private static String truncatedUtf8(String text, RandomGenerator random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, random.nextInt(bytes.length + 1), StandardCharsets.UTF_8);
  }

  private static char oddCharacter(RandomGenerator random) {
    return random.nextInt(4) == 0
        ? (char) random.nextInt(0x10000)
        : ODD_CHARACTERS.charAt(random.nextInt(ODD_CHARACTERS.length()));
  }

  private static String withoutOneCharacter(String text, RandomGenerator random) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    return text.substring(0, at) + text.substring(at + 1);
  }

  /** Puts {@code value} where something between a colon or comma and the next one stood. */
  private static String replaceAValue(String text, String value, RandomGenerator random) {
    int from = next(text, random.nextInt(text.length() + 1));
    int to = next(text, from + 1);
    return from < 0 ? text + value : text.substring(0, from + 1) + value + text.substring(to);
  }

  private static int next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (":,]}".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return from > text.length() ? -1 : text.length() - 1;
  }

  private static String duplicateAMember(String text, RandomGenerator random) {
    int from = text.indexOf('{', random.nextInt(text.length() + 1));
    int colon = text.indexOf(':', from + 1);
    return from < 0 || colon < 0
        ? text
        : text.substring(0, from + 1)
            + text.substring(from + 1, colon)
            + ":1,"
            + text.substring(from + 1);
  }

  private static String digits(RandomGenerator random) {
    String digits = "9".repeat(random.nextInt(1, 400));
    return random.nextBoolean() ? digits : "-0." + digits + "e" + random.nextInt();
  }

  private static String nested(RandomGenerator random) {
    int levels = random.nextInt(1, 200);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    int closed = random.nextInt(8) == 0 ? random.nextInt(levels) : levels;
    return open.repeat(levels) + "1" + close.repeat(closed);
  }

  private static String pick(List<String> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }
}
