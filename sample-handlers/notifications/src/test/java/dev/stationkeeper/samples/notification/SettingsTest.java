// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.stationkeeper.spi.HandlerEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static void start(NotifierHandler handler, Map<String, String> settings) {
    HandlerEnvironment environment = mock(HandlerEnvironment.class);
    when(environment.settings()).thenReturn(settings);
    handler.start(environment);
  }

  @Test
  void withoutItsFirstSettingOneWantsNothing() {
    WebhookHandler webhook = new WebhookHandler();
    start(webhook, Map.of());
    assertEquals(Optional.of(Set.of()), webhook.wantedTypes());
    MailHandler mail = new MailHandler();
    start(mail, Map.of());
    assertEquals(Optional.of(Set.of()), mail.wantedTypes());
  }

  @ParameterizedTest
  @CsvSource({
    "url, ftp://example.org",
    "url, http://example.org/hook",
    "secret, short",
    "minSeverity, terrible",
    "maxAge, soon",
    "breakerDelay, PT0S",
    "cleared, perhaps"
  })
  void aWebhookNamesTheSettingThatMakesNoSense(String name, String value) {
    Map<String, String> settings =
        new HashMap<>(Map.of("url", "https://example.org/hook", "secret", "sixteen characters"));
    settings.put(name, value);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> start(new WebhookHandler(), settings));
    assertTrue(String.valueOf(e.getMessage()).contains(name), e::toString);
  }

  @ParameterizedTest
  @CsvSource({"tls, sometimes", "port, smtp", "to, nobody@", "user, ada"})
  void aMailNamesTheSettingThatMakesNoSense(String name, String value) {
    Map<String, String> settings =
        new HashMap<>(Map.of("host", "h", "from", "a@example.org", "to", "b@example.org"));
    settings.put(name, value);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> start(new MailHandler(), settings));
    String wanted = name.equals("user") ? "password" : name;
    assertTrue(String.valueOf(e.getMessage()).contains(wanted), e::toString);
  }
}
