// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts pseudonyms in the place of what names a person: tokens of every kind and what stands beside
 * them. The same token has the same pseudonym in every event, whatever its case (1.6 CiString20,
 * 2.x identifierString), so that what belongs together can be counted together; without the key it
 * cannot be found out by trying all tokens. A pseudonym fits where a token did: 17 characters.
 *
 * <p>Immutable, thread-safe.
 */
public final class PersonMask {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 8;
  private static final JsonFactory JSON = new JsonFactory();

  /** Members whose text names a person, or whose object does. */
  static final Set<String> PERSONAL =
      Set.of(
          "idTag",
          "parentIdTag",
          "idToken",
          "groupIdToken",
          "additionalIdToken",
          "customerIdentifier",
          "customerCertificate",
          "certificate",
          "iso15118CertificateHashData",
          "personalMessage",
          "vatNumber");

  /**
   * One of these is in the name of every member above, and of the report below: fewer to look for.
   */
  static final List<String> TRACES =
      List.of("dTag", "oken", "ustomer", "ertificate", "ersonalMessage", "atNumber");

  /** Members that name a person only inside of one of the above. */
  private static final Set<String> INSIDE = Set.of("value", "serialNumber", "content");

  /** What the station tells of a person in words (2.x CustomerInformation). */
  static final String CUSTOMER_REPORT = "NotifyCustomerInformation";

  private final SecretKeySpec key;

  /**
   * Never used itself: a clone spares the search for the algorithm and the work on the key. Made at
   * the first need; two threads that need it at once make the same.
   */
  private volatile @Nullable Mac keyed;

  /** Makes pseudonyms with {@code key}, which is not to be known to who sees them. */
  public PersonMask(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /** With a key that nobody knows and that is gone with the process. */
  static PersonMask ofThisProcess() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new PersonMask(key);
  }

  /** The same object with pseudonyms; all else as it was written. */
  public JsonView mask(JsonView payload) {
    String text = payload.text();
    if (!mayNameAPerson(text)) {
      return payload;
    }
    StringWriter masked = new StringWriter(text.length() + 32);
    try (JsonParser from = JSON.createParser(text);
        JsonGenerator to = JSON.createGenerator(masked)) {
      boolean customer =
          mayBeCustomerReport(text)
              && payload.string("action").filter(CUSTOMER_REPORT::equals).isPresent();
      from.nextToken();
      copy(from, to, false, customer);
    } catch (IOException e) {
      throw new UncheckedIOException("A payload in the log is no JSON", e);
    }
    return JsonView.ofVerified(masked.toString());
  }

  /** Most events have no such member. A letter of a name may be written as an escape. */
  private static boolean mayNameAPerson(String text) {
    for (String trace : TRACES) {
      if (text.contains(trace)) {
        return true;
      }
    }
    return text.indexOf('\\') >= 0;
  }

  /** Nearly every event is of another message, and need not be read to see that. */
  private static boolean mayBeCustomerReport(String text) {
    return text.contains(CUSTOMER_REPORT) || text.indexOf('\\') >= 0;
  }

  /** Copies the value that {@code from} is at. */
  private void copy(JsonParser from, JsonGenerator to, boolean inside, boolean customer)
      throws IOException {
    switch (from.currentToken()) {
      case START_OBJECT -> {
        to.writeStartObject();
        while (from.nextToken() != JsonToken.END_OBJECT) {
          String name = from.currentName();
          to.writeFieldName(name);
          from.nextToken();
          member(name, from, to, inside, customer);
        }
        to.writeEndObject();
      }
      case START_ARRAY -> {
        to.writeStartArray();
        while (from.nextToken() != JsonToken.END_ARRAY) {
          copy(from, to, inside, customer);
        }
        to.writeEndArray();
      }
      // As it is written: 230.10 is not 230.1 to a meter.
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.writeNumber(from.getText());
      default -> to.copyCurrentEvent(from);
    }
  }

  private void member(
      String name, JsonParser from, JsonGenerator to, boolean inside, boolean customer)
      throws IOException {
    boolean personal = PERSONAL.contains(name);
    boolean named = personal || (inside && INSIDE.contains(name));
    if ((named || (customer && name.equals("data")))
        && from.currentToken() == JsonToken.VALUE_STRING) {
      to.writeString(pseudonym(from.getText()));
    } else {
      copy(from, to, inside || personal, customer);
    }
  }

  private Mac keyed() {
    Mac known = keyed;
    if (known == null) {
      try {
        known = Mac.getInstance(HMAC);
        known.init(key);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has " + HMAC, e);
      }
      keyed = known;
    }
    return known;
  }

  /** An empty token is nobody (2.x NoAuthorization). */
  private String pseudonym(String token) {
    if (token.isEmpty()) {
      return token;
    }
    try {
      Mac mac = (Mac) keyed().clone();
      byte[] sum = mac.doFinal(token.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return "~" + HexFormat.of().formatHex(sum, 0, BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's " + HMAC + " cannot be cloned", e);
    }
  }
}
