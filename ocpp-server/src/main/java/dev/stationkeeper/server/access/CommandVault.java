// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.engine.SecretVault;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.SecretNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets of commands under a key of their own that comes from the {@link ServerKey}:
 * AES-256 in GCM with a fresh nonce each, which is in front. A new password of the station itself
 * is staged on the way, so that it is good before the station can have it. Thread-safe.
 */
public final class CommandVault implements SecretVault {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;
  private final StationCredentials credentials;

  /** The vault of the server with that key; new passwords are staged in {@code credentials}. */
  public CommandVault(ServerKey server, SecureRandom random, StationCredentials credentials) {
    byte[] bytes = Base64.getDecoder().decode(server.derive("secrets of commands"));
    this.key = new SecretKeySpec(bytes, "AES");
    this.random = random;
    this.credentials = credentials;
  }

  @Override
  public String seal(StationId station, Command command, String clear) {
    password(command)
        .ifPresent(password -> credentials.stage(station, password, command.id(), command.by()));
    return sealed(clear);
  }

  /** What the station is to know itself by from now on (A01; 1.6 AuthorizationKey). */
  private static Optional<String> password(Command command) {
    return switch (command.action().name()) {
      case "ChangeConfiguration" ->
          command
              .payload()
              .string("key")
              .filter(SecretNames.PASSWORD_16::equalsIgnoreCase)
              .flatMap(key -> command.payload().string("value"));
      case "SetVariables" ->
          command.payload().objects("setVariableData").stream()
              .filter(
                  data ->
                      data.string("variable", "name")
                          .filter(SecretNames.PASSWORD_2X::equalsIgnoreCase)
                          .isPresent())
              .filter(
                  data ->
                      data.string("component", "name")
                          .filter("SecurityCtrlr"::equalsIgnoreCase)
                          .isPresent())
              .findFirst()
              .flatMap(data -> data.string("attributeValue"));
      default -> Optional.empty();
    };
  }

  private String sealed(String clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder()
          .encodeToString(
              ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret could not be sealed", e);
    }
  }

  @Override
  public String open(String sealed) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
      byte[] nonce = new byte[NONCE_BYTES];
      bytes.get(nonce);
      byte[] secret = new byte[bytes.remaining()];
      bytes.get(secret);
      return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(secret), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalStateException("a secret was sealed under another key or changed", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
