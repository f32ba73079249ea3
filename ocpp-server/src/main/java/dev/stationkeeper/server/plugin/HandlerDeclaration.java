// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.lang.annotation.IncompleteAnnotationException;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what stands on a handler's class, without running any of its code. */
final class HandlerDeclaration {
  private HandlerDeclaration() {}

  /**
   * What {@code type} declares.
   *
   * @param settings of each handler, by its name or by the beginning of its name and {@code *}
   * @throws IllegalArgumentException when a value makes no sense
   */
  static HandlerSpec read(
      Class<? extends OcppHandler> type, Map<String, Map<String, String>> settings)
      throws RefusedException {
    OcppHandlerInfo info = type.getAnnotation(OcppHandlerInfo.class);
    if (info == null) {
      throw new RefusedException(
          "%s carries no @OcppHandlerInfo; annotate the class".formatted(type.getName()));
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new RefusedException(
          "%s is abstract or not public; the server can make no object of it"
              .formatted(type.getName()));
    }
    SpiVersion.SERVER.check(type.getName(), SpiVersion.parse(type.getName(), spi(type, info)));
    Map<String, String> own = own(info.id(), settings);
    String persons = own.getOrDefault(HandlerSpec.PERSONAL_DATA, "false");
    if (!persons.equals("true") && !persons.equals("false")) {
      throw new RefusedException(
          "The setting %s.%s is '%s'; it is true or false"
              .formatted(info.id(), HandlerSpec.PERSONAL_DATA, persons));
    }
    return new HandlerSpec(
        new HandlerId(info.id()),
        info.version(),
        new ClassProvider(type),
        own,
        role(type, info),
        info.order(),
        Set.copyOf(List.of(info.versions())),
        Set.copyOf(List.of(info.actions())));
  }

  /**
   * Those for {@code kafka-*} are for every handler that begins so; the longer name counts more.
   */
  private static Map<String, String> own(
      String handler, Map<String, Map<String, String>> settings) {
    Map<String, String> own = new HashMap<>();
    settings.entrySet().stream()
        .filter(entry -> isFor(handler, entry.getKey()))
        .sorted(Comparator.comparingInt(entry -> entry.getKey().length()))
        .forEach(entry -> own.putAll(entry.getValue()));
    own.putAll(settings.getOrDefault(handler, Map.of()));
    return own;
  }

  private static boolean isFor(String handler, String name) {
    return name.length() > 1
        && name.endsWith("*")
        && handler.startsWith(name.substring(0, name.length() - 1));
  }

  /** What the class itself states: there is no default that the server could fill in. */
  private static String spi(Class<?> type, OcppHandlerInfo info) throws RefusedException {
    try {
      return info.spi();
    } catch (IncompleteAnnotationException e) {
      throw new RefusedException(
          "%s does not state the SPI version that it was made for; add spi ="
                  .formatted(type.getName())
              + " OcppHandlerInfo.SPI_VERSION to its @OcppHandlerInfo and compile it again");
    }
  }

  private static HandlerRole role(Class<?> type, OcppHandlerInfo info) throws RefusedException {
    return switch (info.role()) {
      case OcppHandlerInfo.RESPONDER -> HandlerRole.RESPONDER;
      case OcppHandlerInfo.OBSERVER -> HandlerRole.OBSERVER;
      case OcppHandlerInfo.CONSUMER -> consumer(type);
      default ->
          throw new RefusedException(
              "%s wants the role '%s'; there are responder, observer and consumer"
                  .formatted(type.getName(), info.role()));
    };
  }

  private static HandlerRole consumer(Class<?> type) throws RefusedException {
    if (!ConsumerHandler.class.isAssignableFrom(type)) {
      throw new RefusedException(
          "%s wants the role consumer and does not implement %s"
              .formatted(type.getName(), ConsumerHandler.class.getName()));
    }
    return HandlerRole.CONSUMER;
  }
}
