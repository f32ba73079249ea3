// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * A signature over an image, with SHA-256. With RSA it is PSS, as OCPP wants it, with a salt as
 * long as the hash or as long as there is room for, or PKCS #1 1.5, which manufacturers use all the
 * same; with ECDSA it is a DER sequence or the two numbers side by side.
 */
final class FirmwareSignature {
  private static final int HASH = 32;

  private final byte[] value;
  private final PublicKey key;

  private FirmwareSignature(byte[] value, PublicKey key) {
    this.value = value;
    this.key = key;
  }

  /**
   * Reads a signature that {@code key} could have made.
   *
   * @param base64 as a command has it
   */
  static FirmwareSignature of(String base64, PublicKey key) throws RefusedFirmwareException {
    byte[] value;
    try {
      value = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new RefusedFirmwareException("The signature is no Base64.");
    }
    FirmwareSignature signature = new FirmwareSignature(value, key);
    if (!signature.isPossible()) {
      throw new RefusedFirmwareException(
          "The signature, of %d bytes, is none that the %s key of the signing certificate makes."
              .formatted(value.length, key.getAlgorithm()));
    }
    return signature;
  }

  private boolean isPossible() {
    return switch (key) {
      case RSAPublicKey rsa -> value.length == bytes(rsa.getModulus().bitLength());
      case ECPublicKey ec -> isPlain(ec) || isSequence(ec.getParams().getOrder());
      default -> false;
    };
  }

  private static int bytes(int bits) {
    return (bits + 7) / 8;
  }

  private boolean isPlain(ECPublicKey ec) {
    return value.length == 2 * bytes(ec.getParams().getOrder().bitLength());
  }

  private boolean isSequence(BigInteger order) {
    try {
      return ASN1Primitive.fromByteArray(value) instanceof ASN1Sequence sequence
          && sequence.size() == 2
          && isWithin(sequence.getObjectAt(0), order)
          && isWithin(sequence.getObjectAt(1), order);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWithin(Object number, BigInteger order) {
    return number instanceof ASN1Integer integer
        && integer.getValue().signum() > 0
        && integer.getValue().compareTo(order) < 0;
  }

  /** Fresh verifications, one for each way in which the value may have been made. */
  Verification verification() {
    try {
      List<Signature> ways = new ArrayList<>();
      switch (key) {
        case RSAPublicKey rsa -> {
          int room = bytes(rsa.getModulus().bitLength() - 1) - HASH - 2;
          ways.add(pss(HASH));
          ways.add(pss(room));
          ways.add(Signature.getInstance("SHA256withRSA"));
        }
        case ECPublicKey ec -> {
          if (isPlain(ec)) {
            ways.add(Signature.getInstance("SHA256withECDSAinP1363Format"));
          }
          if (isSequence(ec.getParams().getOrder())) {
            ways.add(Signature.getInstance("SHA256withECDSA"));
          }
        }
        default -> throw new IllegalStateException("checked before: " + key.getAlgorithm());
      }
      for (Signature way : ways) {
        way.initVerify(key);
      }
      return new Verification(ways, value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + key.getAlgorithm(), e);
    }
  }

  private static Signature pss(int salt) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
    return signature;
  }

  /** An image on its way through all of them. */
  static final class Verification {
    private final List<Signature> ways;
    private final byte[] value;

    private Verification(List<Signature> ways, byte[] value) {
      this.ways = ways;
      this.value = value;
    }

    void read(byte[] bytes, int length) {
      try {
        for (Signature way : ways) {
          way.update(bytes, 0, length);
        }
      } catch (SignatureException e) {
        throw new IllegalStateException("it was made for this", e);
      }
    }

    /** True when one of them fits; they are used up then. */
    boolean isGood() {
      return ways.stream().anyMatch(this::fits);
    }

    private boolean fits(Signature way) {
      try {
        return way.verify(value);
      } catch (SignatureException e) {
        // Of the right length and form, and still none: that is what was asked.
        return false;
      }
    }
  }
}
