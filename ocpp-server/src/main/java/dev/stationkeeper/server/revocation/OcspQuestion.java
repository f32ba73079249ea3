// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import dev.stationkeeper.spi.decision.CertificateHashes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A certificate as OCSP names it: by the hashes of its issuer and its serial number. */
record OcspQuestion(CertificateID id) {
  private static final Map<String, ASN1ObjectIdentifier> ALGORITHMS =
      Map.of(
          "SHA256", NISTObjectIdentifiers.id_sha256,
          "SHA384", NISTObjectIdentifiers.id_sha384,
          "SHA512", NISTObjectIdentifiers.id_sha512);

  /** By SHA-1, which every responder knows (RFC 5019) and which protects nothing here. */
  static OcspQuestion of(X509Certificate certificate, X509Certificate issuer) throws IOException {
    try {
      return new OcspQuestion(
          new CertificateID(
              digests().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber()));
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("the certificate cannot be asked for: " + e.getMessage(), e);
    }
  }

  /** As a station names it. */
  static OcspQuestion of(CertificateHashes hashes) throws IOException {
    ASN1ObjectIdentifier algorithm = ALGORITHMS.get(hashes.hashAlgorithm());
    if (algorithm == null) {
      throw new IOException("hash algorithm " + hashes.hashAlgorithm() + " is not known");
    }
    try {
      return new OcspQuestion(
          new CertificateID(
              new CertID(
                  new AlgorithmIdentifier(algorithm, DERNull.INSTANCE),
                  new DEROctetString(HexFormat.of().parseHex(hashes.issuerNameHash())),
                  new DEROctetString(HexFormat.of().parseHex(hashes.issuerKeyHash())),
                  new ASN1Integer(new BigInteger(hashes.serialNumber(), 16)))));
    } catch (IllegalArgumentException e) {
      throw new IOException("hashes and serial numbers are hexadecimal: " + e.getMessage(), e);
    }
  }

  private static DigestCalculatorProvider digests() throws OperatorCreationException {
    return new JcaDigestCalculatorProviderBuilder().build();
  }

  /** True when that certificate is the issuer that is meant. */
  boolean isIssuedBy(X509Certificate issuer) {
    try {
      return id.matchesIssuer(new JcaX509CertificateHolder(issuer), digests());
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
      return false;
    }
  }

  /** True when the answer is about this certificate, however its algorithm is written. */
  boolean isAbout(CertificateID other) {
    return id.getHashAlgOID().equals(other.getHashAlgOID())
        && id.getSerialNumber().equals(other.getSerialNumber())
        && Arrays.equals(id.getIssuerNameHash(), other.getIssuerNameHash())
        && Arrays.equals(id.getIssuerKeyHash(), other.getIssuerKeyHash());
  }

  /** The same for the same certificate. */
  String key() {
    return id.getHashAlgOID()
        + " "
        + HexFormat.of().formatHex(id.getIssuerNameHash())
        + " "
        + HexFormat.of().formatHex(id.getIssuerKeyHash())
        + " "
        + id.getSerialNumber().toString(16);
  }

  /** OCSPRequest, DER. Without a nonce: many responders answer from a store (RFC 5019). */
  byte[] encoded() throws IOException {
    try {
      return new OCSPReqBuilder().addRequest(id).build().getEncoded();
    } catch (OCSPException e) {
      throw new IOException("the certificate cannot be asked for: " + e.getMessage(), e);
    }
  }
}
