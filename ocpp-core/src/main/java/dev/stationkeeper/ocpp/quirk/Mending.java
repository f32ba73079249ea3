// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import dev.stationkeeper.ocpp.Fault;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the quirks read in place of a faulty value. Pure; every pattern is of bounded effort. */
final class Mending {
  /** What is kept of a station has a bound, whoever forgives it what. */
  private static final int MAX_OVER_LONG = 8192;

  private static final Set<String> CELSIUS =
      Set.of("Celcius", "celcius", "celsius", "CELSIUS", "C", "°C", "degC", "DegC", "Deg C");

  private static final Set<String> HERTZ = Set.of("Hertz", "hertz", "Hz", "HZ", "hz");

  private static final Pattern FRACTION = Pattern.compile("(-?\\d{1,10})\\.\\d{1,100}");

  private static final Pattern NO_ZONE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,20})?");

  /** Date, time without seconds, seconds, fraction, and the zone in its parts. */
  private static final Pattern ODD_TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d)(:\\d\\d)?([.,]\\d{1,20})?"
              + " ?(?:([Zz])|([+-]\\d\\d):?(\\d\\d)?)?");

  private Mending() {}

  /** What {@code quirk} reads in place of the faulty value; empty when the fault is not its own. */
  static Optional<String> mend(Quirk quirk, Fault fault) {
    return switch (quirk) {
      case EXTRA_MEMBERS -> keep(Fault.Kind.EXTRA_MEMBER, fault);
      case OVER_LONG_STRINGS ->
          fault.text().length() <= MAX_OVER_LONG
              ? keep(Fault.Kind.TOO_LONG, fault)
              : Optional.empty();
      case OUT_OF_RANGE -> keep(Fault.Kind.OUT_OF_RANGE, fault);
      case DECIMAL_STEPS -> keep(Fault.Kind.NOT_A_MULTIPLE, fault);
      case LIST_LENGTHS -> keep(Fault.Kind.ITEM_COUNT, fault);
      case SCALAR_TYPES -> scalar(fault);
      case FRACTIONS -> fraction(fault);
      case TIMESTAMPS_WITHOUT_ZONE -> zone(fault);
      case ODD_TIMESTAMPS -> oddTime(fault);
      case LOWER_CASE_ENUMS -> caseOfValue(fault);
      case CELCIUS -> celsius(fault);
      case FREQUENCY_UNIT -> frequencyUnit(fault);
      case TOKEN_TYPE -> tokenType(fault);
      case ERROR_CODES -> errorCode(fault);
      case UNKNOWN_VALUES -> keep(Fault.Kind.UNKNOWN_VALUE, fault);
    };
  }

  private static Optional<String> keep(Fault.Kind kind, Fault fault) {
    return fault.kind() == kind ? Optional.of(fault.text()) : Optional.empty();
  }

  private static Optional<String> scalar(Fault fault) {
    // A fraction for a whole number is another quirk's: here nothing is lost.
    return fault.kind() == Fault.Kind.WRONG_TYPE && !isFraction(fault)
        ? Optional.of(fault.text().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static Optional<String> fraction(Fault fault) {
    if (!isFraction(fault)) {
      return Optional.empty();
    }
    Matcher number = FRACTION.matcher(fault.text());
    return number.matches() ? Optional.of(number.group(1)) : Optional.empty();
  }

  private static boolean isFraction(Fault fault) {
    return fault.kind() == Fault.Kind.WRONG_TYPE
        && fault.rule().equals(Fault.WHOLE_NUMBER)
        && fault.text().indexOf('.') >= 0;
  }

  private static Optional<String> zone(Fault fault) {
    return fault.kind() == Fault.Kind.BAD_DATE_TIME && NO_ZONE.matcher(fault.text()).matches()
        ? Optional.of(fault.text() + "Z")
        : Optional.empty();
  }

  private static Optional<String> oddTime(Fault fault) {
    if (fault.kind() != Fault.Kind.BAD_DATE_TIME) {
      return Optional.empty();
    }
    Matcher time = ODD_TIME.matcher(fault.text());
    if (!time.matches()) {
      return Optional.empty();
    }
    String zone = time.group(6) == null ? "Z" : time.group(6) + ":" + orElse(time.group(7), "00");
    return Optional.of(
        time.group(1)
            + "T"
            + time.group(2)
            + orElse(time.group(3), ":00")
            + orElse(time.group(4), "").replace(',', '.')
            + zone);
  }

  private static String orElse(@Nullable String text, String absent) {
    return text == null ? absent : text;
  }

  private static Optional<String> caseOfValue(Fault fault) {
    return fault.choices().stream().filter(fault.text()::equalsIgnoreCase).findFirst();
  }

  private static Optional<String> celsius(Fault fault) {
    return isUnknownAt(fault, "/unit") && CELSIUS.contains(fault.text())
        ? Optional.of("Celsius")
        : Optional.empty();
  }

  private static Optional<String> frequencyUnit(Fault fault) {
    return isUnknownAt(fault, "/unit") && HERTZ.contains(fault.text())
        ? Optional.of(fault.text())
        : Optional.empty();
  }

  private static Optional<String> tokenType(Fault fault) {
    return isUnknownAt(fault, "/idToken/type") || isUnknownAt(fault, "/groupIdToken/type")
        ? Optional.of(fault.text())
        : Optional.empty();
  }

  private static Optional<String> errorCode(Fault fault) {
    return isUnknownAt(fault, "/errorCode") ? Optional.of("OtherError") : Optional.empty();
  }

  private static boolean isUnknownAt(Fault fault, String end) {
    return fault.kind() == Fault.Kind.UNKNOWN_VALUE && fault.path().endsWith(end);
  }
}
