// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stationkeeper.tck.FakeLog;
import dev.stationkeeper.tck.FakeLog.Delivery;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alarms in a log, and what reaches a real SMTP server that is killed and comes back. */
class MailTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private GreenMail smtp = started(0);
  private final int port = smtp.getSmtp().getPort();
  private final FakeLog log =
      FakeLog.of(MailHandler::new)
          .setting("host", "127.0.0.1")
          .setting("port", Integer.toString(port))
          .setting("tls", "none")
          .setting("from", "csms@example.org")
          .setting("to", "ops@example.org, duty@example.org")
          .setting("user", "csms")
          .setting("password", "of the mail server")
          .setting("firstPause", "PT0.1S")
          .setting("breakerDelay", "PT0.2S")
          .patience(LONG)
          .start();

  private static GreenMail started(int port) {
    GreenMail made = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    made.setUser("csms@example.org", "csms", "of the mail server");
    made.start();
    return made;
  }

  @AfterEach
  void close() {
    log.close();
    smtp.stop();
  }

  private long raised(String alarm) {
    return log.appendOwn(
        "AlarmRaised",
        "{\"alarmId\":\"%s\",\"severity\":\"critical\",\"station\":\"CP1\",\"text\":\"Säule %s\"}"
            .formatted(alarm, alarm + "\\r\\nBcc: someone@example.org"));
  }

  private void taken() {
    await().atMost(LONG).until(() -> log.deliver() == Delivery.TAKEN);
  }

  @Test
  void aMailSaysWhatHappenedToAllRecipients() throws Exception {
    long position = raised("a");
    taken();
    MimeMessage[] mails = smtp.getReceivedMessages();
    assertEquals(2, mails.length, "one for each recipient");
    MimeMessage mail = mails[0];
    assertEquals("[critical] raised: Säule a  Bcc: someone@example.org", mail.getSubject());
    assertEquals("<alarm-" + position + "@stationkeeper>", mail.getMessageID());
    assertEquals("csms@example.org", mail.getFrom()[0].toString());
    assertEquals(2, mail.getAllRecipients().length, "a text adds no recipient");
    String text = mail.getContent().toString();
    assertTrue(text.contains("Station: CP1") && text.contains("Notification: alarm-"), text);
  }

  @Test
  void whatHappensWhileTheServerIsDeadLeavesWhenItIsBackInOrder() throws Exception {
    List<String> wanted = new ArrayList<>();
    wanted.add("<alarm-" + raised("a") + "@stationkeeper>");
    taken();
    assertEquals(wanted, ids());
    smtp.stop();
    List<String> more = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      more.add("<alarm-" + raised("b" + i) + "@stationkeeper>");
    }
    assertEquals(Delivery.LATER, log.deliver());
    log.kill();
    assertEquals(Delivery.LATER, log.deliver());
    smtp = started(port);
    taken();
    assertEquals(more, ids());
  }

  /** Each once, though each recipient has one. */
  private List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    for (MimeMessage mail : smtp.getReceivedMessages()) {
      if (!ids.contains(mail.getMessageID())) {
        ids.add(mail.getMessageID());
      }
    }
    return ids;
  }
}
