// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.node.NodeCounters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at before a station is told to install firmware, with real keys. */
@Tag("A00.FR.707")
@Tag("1.6:A00.FR.704")
@Tag("1.6:A00.FR.706")
class FirmwareCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofHours(1));
  private static final byte[] IMAGE = "an image".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
  private static final String ADDRESS = "https://user:secret@files.example/v2/image.bin?key=secret";

  @TempDir Path home;
  private final NodeCounters counters = new NodeCounters();
  private final FirmwareMaker root = FirmwareMaker.root(BEFORE);
  private Path folder;
  private Path authority;

  @BeforeEach
  void files() throws IOException {
    folder = Files.createDirectory(home.resolve("images"));
    authority = Files.writeString(home.resolve("root.pem"), root.pem());
  }

  private FirmwareCheck check(FirmwareSettings settings) throws IOException {
    return FirmwareCheck.open(settings, () -> NOW, counters);
  }

  private FirmwareCheck check() throws IOException {
    return check(new FirmwareSettings(List.of(authority), folder, false));
  }

  private static JsonView update(
      String location, @Nullable String certificate, @Nullable String signature) {
    JsonObjectBuilder firmware = JsonView.object().put("location", location);
    if (certificate != null) {
      firmware.put("signingCertificate", certificate);
    }
    if (signature != null) {
      firmware.put("signature", signature);
    }
    return JsonView.object().put("requestId", 1).put("firmware", firmware.build()).build();
  }

  private static Optional<String> fault(
      FirmwareCheck check, @Nullable String certificate, @Nullable String signature) {
    return check.fault(Action.of("UpdateFirmware"), update(ADDRESS, certificate, signature));
  }

  private static void assertRefused(Optional<String> fault, String because) {
    String sentence = fault.orElseThrow(() -> new AssertionError("it was not refused"));
    assertTrue(sentence.contains(because), sentence);
    assertTrue(sentence.endsWith("."), sentence);
    assertFalse(sentence.contains("secret"), sentence);
  }

  private static PSSParameterSpec pss(int salt) {
    return new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("RSA", 2048, "RSASSA-PSS", pss(32)),
        Arguments.of("RSA", 3072, "RSASSA-PSS", pss(384 - 32 - 2)),
        Arguments.of("RSA", 2048, "SHA256withRSA", null),
        Arguments.of("EC", 256, "SHA256withECDSA", null),
        Arguments.of("EC", 384, "SHA256withECDSA", null),
        Arguments.of("EC", 256, "SHA256withECDSAinP1363Format", null));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSignatureOverTheImageIsVerified(
      String key, int bits, String algorithm, @Nullable PSSParameterSpec parameters)
      throws IOException {
    Path image = Files.write(folder.resolve("image.bin"), IMAGE);
    FirmwareMaker maker = root.signer(key, bits, BEFORE);
    String signature = maker.sign(algorithm, parameters, IMAGE);
    FirmwareCheck check = check();

    assertEquals(Optional.empty(), fault(check, maker.pem(), signature));
    assertEquals(Optional.empty(), fault(check, maker.pem(), signature));
    assertEquals(1, counters.value("firmware_image_verified"), "it is read once");

    byte[] other = IMAGE.clone();
    other[other.length - 1] ^= 1;
    String overAnother = maker.sign(algorithm, parameters, other);
    assertRefused(fault(check, maker.pem(), overAnother), "is not over the image image.bin");
    Files.write(image, List.of("something else, and shorter"));
    assertRefused(fault(check, maker.pem(), signature), "is not over the image");
    assertEquals(2, counters.value("firmware_refused"));
  }

  @Test
  void theSignatureOfAnotherMakerOfTheSameAuthorityIsRefused() throws IOException {
    Files.write(folder.resolve("image.bin"), IMAGE);
    FirmwareMaker maker = root.signer("EC", 256, BEFORE);
    FirmwareMaker other = root.signer("EC", 256, BEFORE);
    assertRefused(
        fault(check(), maker.pem(), other.sign("SHA256withECDSA", null, IMAGE)),
        "not of the signing certificate");
  }

  @Test
  @DisplayName("An image that is not here is not fetched: certificate and form are all there is")
  void anImageThatIsNotHereIsNotFetched() throws IOException {
    FirmwareMaker maker = root.signer("EC", 256, BEFORE);
    String signature = maker.sign("SHA256withECDSA", null, IMAGE);
    assertEquals(Optional.empty(), fault(check(), maker.pem(), signature));
    assertEquals(1, counters.value("firmware_image_not_here"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/../outside.bin",
        "https://h/..%2Foutside.bin",
        "https://h/images/%2e%2e%2foutside.bin",
        "https://h/..",
        "https://h/link.bin",
        "https://h/%zz",
        "https://h/%00",
        "outside.bin",
        ""
      })
  void onlyFilesOfTheFolderAreRead(String location) throws IOException {
    // A wrong image: were it read, the update would be refused.
    Path outside = Files.writeString(home.resolve("outside.bin"), "not signed");
    Files.createSymbolicLink(folder.resolve("link.bin"), outside);
    FirmwareMaker maker = root.signer("EC", 256, BEFORE);
    assertEquals(
        Optional.empty(),
        check()
            .fault(
                Action.of("SignedUpdateFirmware"),
                update(location, maker.pem(), maker.sign("SHA256withECDSA", null, IMAGE))));
    assertEquals(1, counters.value("firmware_image_not_here"));
  }

  @Test
  void aChainMayBeSentOrConfigured() throws IOException {
    FirmwareMaker issuer = root.issuing(BEFORE);
    FirmwareMaker maker = issuer.signer("EC", 256, BEFORE);
    String signature = maker.sign("SHA256withECDSA", null, IMAGE);

    assertRefused(fault(check(), maker.pem(), signature), "No authority");
    assertEquals(Optional.empty(), fault(check(), maker.pem() + issuer.pem(), signature));
    Files.writeString(authority, root.pem() + issuer.pem());
    assertEquals(Optional.empty(), fault(check(), maker.pem(), signature));
  }

  @Test
  void aCertificateThatIsNotGoodIsRefused() throws IOException {
    FirmwareCheck check = check();
    FirmwareMaker good = root.signer("EC", 256, BEFORE);
    String signature = good.sign("SHA256withECDSA", null, IMAGE);

    Instant past = NOW.minus(Duration.ofDays(2));
    assertRefused(
        fault(check, root.signer("EC", 256, past).pem(), signature),
        "has expired, on 2026-11-21T12:00:00Z");
    assertRefused(
        fault(check, root.signer("EC", 256, NOW.plusSeconds(5)).pem(), signature),
        "is not valid before 2026-11-22T12:00:05Z");
    assertRefused(
        fault(check, FirmwareMaker.root(BEFORE).signer("EC", 256, BEFORE).pem(), signature),
        "No authority");
    assertRefused(fault(check, root.signer("RSA", 1024, BEFORE).pem(), signature), "has 1024 bits");
    assertRefused(
        fault(check, root.signer("EC", 256, KeyUsage.keyAgreement, BEFORE).pem(), signature),
        "digitalSignature");
    // An issuer that has expired, over a signer that has not.
    FirmwareMaker old = root.issuing(past);
    assertRefused(
        fault(check, old.signer("EC", 256, BEFORE).pem() + old.pem(), signature), "not valid now");
    assertRefused(fault(check, "no certificate", signature), "signing certificate");
    assertRefused(fault(check, "x".repeat(20_000), signature), "longer than");
    assertRefused(fault(check, "", signature), "signing certificate");
    assertEquals(9, counters.value("firmware_refused"));
  }

  @Test
  void aSignatureThatCannotBeOneIsRefused() throws IOException {
    FirmwareCheck check = check();
    FirmwareMaker ec = root.signer("EC", 256, BEFORE);
    FirmwareMaker rsa = root.signer("RSA", 2048, BEFORE);
    String byEc = ec.sign("SHA256withECDSA", null, IMAGE);
    String byRsa = rsa.sign("RSASSA-PSS", pss(32), IMAGE);

    assertEquals(Optional.empty(), fault(check, ec.pem(), byEc));
    assertEquals(Optional.empty(), fault(check, rsa.pem(), byRsa));
    assertRefused(fault(check, ec.pem(), "no Base64!"), "no Base64");
    assertRefused(fault(check, ec.pem(), ""), "of 0 bytes");
    assertRefused(fault(check, ec.pem(), byRsa), "EC key");
    assertRefused(fault(check, rsa.pem(), byEc), "RSA key");
    // A sequence of numbers that are no points of the curve: 0 and 0.
    byte[] zeros = {0x30, 6, 2, 1, 0, 2, 1, 0};
    assertRefused(fault(check, ec.pem(), Base64.getEncoder().encodeToString(zeros)), "EC key");
  }

  @Test
  void oneWithoutTheOtherIsRefusedAndBothMayBeDemanded() throws IOException {
    FirmwareMaker maker = root.signer("EC", 256, BEFORE);
    assertRefused(fault(check(), maker.pem(), null), "belong together");
    assertRefused(fault(check(), null, "AAAA"), "belong together");
    assertEquals(Optional.empty(), fault(check(), null, null));
    assertEquals(1, counters.value("firmware_unsigned"));

    FirmwareCheck strict = check(new FirmwareSettings(List.of(authority), null, true));
    assertRefused(fault(strict, null, null), "firmware.signed");
    JsonView unsigned16 = JsonView.object().put("location", ADDRESS).build();
    assertRefused(strict.fault(Action.of("UpdateFirmware"), unsigned16), "firmware.signed");
    assertEquals(Optional.empty(), strict.fault(Action.of("Reset"), unsigned16));
  }

  @Test
  void withoutAnAuthorityNothingIsLookedAt() throws IOException {
    assertEquals(Optional.empty(), fault(check(FirmwareSettings.NONE), "nonsense", "nonsense"));
    assertEquals(0, counters.value("firmware_refused"));
  }

  @Test
  void whatIsConfiguredWronglyStopsTheStart() {
    assertEquals(
        "firmware.folder and firmware.signed need firmware.authority: who signs firmware",
        said(new FirmwareSettings(List.of(), folder, false)));
    assertEquals(
        "firmware.folder: " + authority + " is no folder",
        said(new FirmwareSettings(List.of(authority), authority, false)));
    assertTrue(
        said(new FirmwareSettings(List.of(home.resolve("none.pem")), null, false))
            .contains("none.pem"));
  }

  private String said(FirmwareSettings settings) {
    return String.valueOf(assertThrows(IOException.class, () -> check(settings)).getMessage());
  }
}
