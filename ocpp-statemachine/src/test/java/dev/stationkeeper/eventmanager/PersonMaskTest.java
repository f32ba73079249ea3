// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonMaskTest {
  private final PersonMask mask = new PersonMask(new byte[] {1, 2, 3});

  private JsonView masked(String json) {
    return mask.mask(JsonView.parse(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'idTag':'DEADBEEF'}",
        "{'idTagInfo':{'parentIdTag':'DEADBEEF'}}",
        "{'idToken':{'value':'DEADBEEF','type':'ISO14443'}}",
        "{'idToken':{'idToken':'DEADBEEF','type':'ISO14443'}}",
        "{'request':{'idToken':{'additionalInfo':[{'additionalIdToken':'DEADBEEF'}]}}}",
        "{'response':{'idTokenInfo':{'groupIdToken':{'idToken':'DEADBEEF'}}}}",
        "{'response':{'idTokenInfo':{'personalMessage':{'content':'DEADBEEF'}}}}",
        "{'localAuthorizationList':[{'idTag':'DEADBEEF'},{'idTag':'DEADBEEF'}]}",
        "{'certificate':'DEADBEEF'}",
        "{'iso15118CertificateHashData':[{'serialNumber':'DEADBEEF'}]}",
        "{'customerCertificate':{'serialNumber':'DEADBEEF'}}",
        "{'action':'NotifyCustomerInformation','request':{'data':'DEADBEEF'}}",
        "{'action':'NotifyCustomer\\u0049nformation','request':{'data':'DEADBEEF'}}",
        "{'vatNumber':'DEADBEEF'}",
        "{'customerIdentifier':'DEADBEEF'}",
        "{'\\u0069dTag':'DEADBEEF'}"
      })
  void whatNamesAPersonIsNotToBeSeen(String json) {
    String text = masked(json.replace('\'', '"')).text();
    assertFalse(text.contains("DEADBEEF"), text);
    assertTrue(text.contains("\"~"), text);
  }

  @Test
  void allElseIsAsItWasWritten() {
    String json =
        "{\"a\":[1,230.10,1E+3,true,null,\"x\\u00e9\\n"
            + "\"],\"value\":\"12.5\",\"serialNumber\":\"S\","
            + "\"data\":\"d\",\"idToken\":{\"type\":\"ISO14443\",\"value\":\"\"},\"b\":{}}";
    assertEquals(json.replace("\\u00e9", "é"), masked(json).text());
  }

  @Test
  void everyNameThatIsMaskedHasATraceThatIsLookedFor() {
    Set<String> names = new HashSet<>(PersonMask.PERSONAL);
    names.add(PersonMask.CUSTOMER_REPORT);
    names.removeIf(name -> PersonMask.TRACES.stream().anyMatch(name::contains));
    assertEquals(Set.of(), names);
  }

  @Test
  void whereNobodyIsNamedNothingIsCopied() {
    JsonView payload = JsonView.parse("{\"samples\":[{\"value\":\"12.5\",\"unit\":\"Wh\"}]}");
    assertSame(payload, mask.mask(payload));
  }

  @Test
  void aTokenHasOnePseudonymWhereverItStandsAndHoweverItIsWritten() {
    String tag = masked("{\"idTag\":\"ab12\"}").string("idTag").orElseThrow();
    assertEquals(
        tag, masked("{\"idToken\":{\"value\":\"AB12\"}}").string("idToken", "value").orElseThrow());
    assertNotEquals(tag, masked("{\"idTag\":\"ab13\"}").string("idTag").orElseThrow());
    assertTrue(tag.matches("~[0-9a-f]{16}"), tag);
    PersonMask other = new PersonMask(new byte[] {4});
    assertNotEquals(
        tag, other.mask(JsonView.parse("{\"idTag\":\"ab12\"}")).string("idTag").orElseThrow());
  }
}
