// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationPasswordsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  private StationPasswords passwords() {
    return under(ServerKey.forThisProcess(RANDOM), ServerKey.forThisProcess(RANDOM));
  }

  private static StationPasswords under(ServerKey key, ServerKey quick) {
    return new StationPasswords(key, quick, RANDOM);
  }

  private static byte[] text(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFreshOneIsGoodForEveryVersion() {
    String made = passwords().generate();
    assertTrue(made.matches("[0-9a-f]{40}"), made);
    assertTrue(StationPasswords.isAllowed(made));
    assertNotEquals(made, passwords().generate());
  }

  @Test
  void aKeyOf16IsTakenAsTextOfEitherCaseAndAsItsBytes() {
    StationPasswords passwords = passwords();
    String made = passwords.generate();
    String hash = passwords.hashOfGenerated(made);
    assertTrue(passwords.matches(hash, text(made)));
    assertTrue(passwords.matches(hash, text(made.toUpperCase(Locale.ROOT))));
    assertTrue(passwords.matches(hash, HexFormat.of().parseHex(made)));
    assertFalse(passwords.matches(hash, text(passwords.generate())));
    assertFalse(passwords.matches(hash, new byte[0]));
  }

  @Test
  void aChosenPasswordIsTakenAsItIs() {
    StationPasswords passwords = passwords();
    String hash = passwords.hashOfChosen("Correct horse: battery");
    assertTrue(passwords.matches(hash, text("Correct horse: battery")));
    assertFalse(passwords.matches(hash, text("correct horse: battery")));
    assertFalse(passwords.isSlow(hash), "the quick hash beside it decides");
    assertEquals(hash, passwords.check(hash, text("Correct horse: battery")).orElseThrow());
  }

  @Test
  void withoutTheQuickKeyTheSlowHashDecidesAndAQuickOneIsMadeAgain() {
    ServerKey key = ServerKey.forThisProcess(RANDOM);
    String hash =
        under(key, ServerKey.forThisProcess(RANDOM)).hashOfChosen("Correct horse: battery");
    StationPasswords restored = under(key, ServerKey.forThisProcess(RANDOM));
    assertTrue(restored.isSlow(hash));
    assertFalse(restored.matches(hash, text("correct horse: battery")));
    String again = restored.check(hash, text("Correct horse: battery")).orElseThrow();
    assertFalse(restored.isSlow(again));
    assertTrue(restored.matches(again, text("Correct horse: battery")));
    assertFalse(restored.matches(again, text("correct horse: battery")));
  }

  @Test
  void theQuickHashIsOfNoUseWithoutItsKey() {
    ServerKey quick = ServerKey.forThisProcess(RANDOM);
    String hash =
        under(ServerKey.forThisProcess(RANDOM), quick).hashOfChosen("Correct horse: battery");
    StationPasswords thief = passwords();
    assertTrue(thief.isSlow(hash));
    assertFalse(thief.matches(hash, text("Correct horse: battery")));
  }

  @Test
  void aHashOfAnEarlierBuildIsGood() {
    StationPasswords passwords = passwords();
    String hash = passwords.hashOfChosen("Correct horse: battery");
    String before = hash.substring(0, hash.lastIndexOf('$'));
    assertTrue(passwords.isSlow(before));
    assertEquals(hash, passwords.check(before, text("Correct horse: battery")).orElseThrow());
  }

  @Tag("1.6:A01.FR.08")
  @Tag("A01.FR.08")
  @Test
  void aStolenDatabaseOpensNothingWithoutTheServersKey() {
    StationPasswords owner = passwords();
    String made = owner.generate();
    String hash = owner.hashOfGenerated(made);
    String chosen = owner.hashOfChosen("Correct horse: battery");
    StationPasswords thief = passwords();
    assertFalse(thief.matches(hash, text(made)), "not even with the right password");
    assertFalse(thief.matches(chosen, text("Correct horse: battery")));
    assertFalse(hash.contains(made));
  }

  @Test
  void lengthIsThatOfOcpp() {
    assertFalse(StationPasswords.isAllowed("x".repeat(15)));
    assertTrue(StationPasswords.isAllowed("x".repeat(16)));
    assertTrue(StationPasswords.isAllowed("x".repeat(40)));
    assertFalse(StationPasswords.isAllowed("x".repeat(41)));
    assertFalse(StationPasswords.isAllowed("x".repeat(16) + "\n"));
  }

  @Test
  void theServersKeyIsItsUsersOnlyAndStaysTheSame() throws IOException {
    Path file = folder.resolve("secrets/server.key");
    String derived = ServerKey.open(file, RANDOM).derive("x");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(derived, ServerKey.open(file, RANDOM).derive("x"));
    Files.writeString(file, "AAAA");
    assertThrows(IOException.class, () -> ServerKey.open(file, RANDOM));
  }
}
