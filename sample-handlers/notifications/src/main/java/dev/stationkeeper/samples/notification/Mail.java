// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** One mail for each notification; its Message-ID is the notification's. */
final class Mail implements Channel {
  private static final String CONNECT_MILLIS = "5000";
  private static final String ANSWER_MILLIS = "10000";
  private static final int LONGEST_SUBJECT = 150;
  private static final int PERMANENT = 5;

  private final String host;
  private final InternetAddress from;
  private final InternetAddress[] to;
  private final Session session;

  private Mail(String host, InternetAddress from, InternetAddress[] to, Session session) {
    this.host = host;
    this.from = from;
    this.to = to;
    this.session = session;
  }

  static Mail of(Map<String, String> settings) {
    String host = NotifierSettings.required(settings, "host");
    try {
      return new Mail(
          host,
          new InternetAddress(NotifierSettings.required(settings, "from"), true),
          InternetAddress.parse(NotifierSettings.required(settings, "to"), true),
          session(host, settings));
    } catch (AddressException e) {
      throw new IllegalArgumentException("from or to is no mail address: " + e.getMessage(), e);
    }
  }

  private static Session session(String host, Map<String, String> settings) {
    String tls = settings.getOrDefault("tls", "starttls");
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", host);
    properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (tls) {
      case "starttls" -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case "tls" -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case "none" -> {} // on this machine, or in a test
      default ->
          throw new IllegalArgumentException("tls is starttls, tls or none, not '" + tls + "'");
    }
    String port = settings.getOrDefault("port", tls.equals("tls") ? "465" : "587");
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("port is a number, not '" + port + "'");
    }
    properties.setProperty("mail.smtp.port", port);
    return Session.getInstance(properties, login(settings, properties));
  }

  private static @Nullable Authenticator login(
      Map<String, String> settings, Properties properties) {
    String user = settings.get("user");
    if (user == null) {
      return null;
    }
    String password = NotifierSettings.required(settings, "password");
    properties.setProperty("mail.smtp.auth", "true");
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password);
      }
    };
  }

  @Override
  public String name() {
    return "mail by " + host;
  }

  @Override
  public void send(Notification notification) throws IOException, RefusedException {
    try {
      Transport.send(message(notification));
    } catch (SMTPSendFailedException e) {
      if (e.getReturnCode() / 100 == PERMANENT && e.getInvalidAddresses() == null) {
        throw new RefusedException(e.getMessage());
      }
      throw new IOException(e.getMessage(), e);
    } catch (MessagingException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private MimeMessage message(Notification notification) throws MessagingException {
    String id = "<" + notification.id() + "@stationkeeper>";
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(from);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSentDate(Date.from(notification.at()));
    message.setSubject(subject(notification), StandardCharsets.UTF_8.name());
    message.setHeader("Stationkeeper-Notification", notification.id());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(notification), StandardCharsets.UTF_8.name());
    return message;
  }

  private static String subject(Notification notification) {
    String subject =
        "[%s] %s: %s"
            .formatted(notification.severity(), notification.event(), notification.text())
            .replaceAll("\\p{Cntrl}", " ");
    return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
  }

  private static String text(Notification notification) {
    String station = notification.station();
    String by = notification.by();
    return "%s\n\nEvent: %s\nSeverity: %s\n%s%sAlarm: %s\nAt: %s\nNotification: %s\n"
        .formatted(
            notification.text(),
            notification.event(),
            notification.severity(),
            station == null ? "" : "Station: " + station + "\n",
            by == null ? "" : "By: " + by + "\n",
            notification.alarm(),
            notification.at(),
            notification.id());
  }

  @Override
  public void close() {
    // Each mail has a connection of its own.
  }
}
