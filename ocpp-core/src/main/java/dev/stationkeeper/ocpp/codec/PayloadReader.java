// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stationkeeper.ocpp.CodedValue;
import dev.stationkeeper.ocpp.CustomData;
import dev.stationkeeper.ocpp.Fault;
import dev.stationkeeper.ocpp.JsonValue;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.Leniency;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one payload for the generated codecs and checks limits on the way. Stands on the first
 * token of the value that is read next. The path of a fault is made only when there is one. Not
 * thread-safe; lives for one payload.
 */
public final class PayloadReader {
  /** More forgiven faults than this and the payload is refused: bounds what is kept. */
  static final int MAX_FORGIVEN = 1000;

  private final JsonParser parser;
  private final String text;
  private final Leniency leniency;
  private @Nullable List<Fault> forgiven;
  private @Nullable Mends mends;

  PayloadReader(JsonParser parser, String text, Leniency leniency) {
    this.parser = parser;
    this.text = text;
    this.leniency = leniency;
  }

  List<Fault> forgiven() {
    return forgiven == null ? List.of() : forgiven;
  }

  /** {@code received}, from which this reads, with what was mended. */
  JsonView asRead(JsonView received) {
    return mends == null ? received : JsonView.ofVerified(mends.in(text));
  }

  /** Enters an object. */
  public void beginObject() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      boolean whole = path().isEmpty();
      throw new FaultException(
          fault(whole ? Fault.Kind.NO_OBJECT : Fault.Kind.WRONG_TYPE, "", "must be an object"));
    }
  }

  /** Goes to the value of the next member that is not null; null at the end of the object. */
  public @Nullable String nextMember() throws IOException {
    String name = parser.nextFieldName();
    while (name != null && parser.nextToken() == JsonToken.VALUE_NULL) {
      name = parser.nextFieldName();
    }
    return name;
  }

  /** At the end of an object: {@code value}, or the fault that the member was missing. */
  public <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new FaultException(
          new Fault(Fault.Kind.MISSING_MEMBER, path() + "/" + name, "", "is required"));
    }
    return value;
  }

  /** Takes note of a member that the definition does not have. */
  public void extra() throws IOException {
    String path = path();
    mend(new Fault(Fault.Kind.EXTRA_MEMBER, path, raw(), "is not defined"));
  }

  /** A text without limit. */
  public String string() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? parser.getText()
        : putText(mendScalar("must be a string"));
  }

  /** A text of at most {@code max} characters (Unicode code points). */
  public String string(int max) throws IOException {
    String value = string();
    if (tooLong(value, max)) {
      return mendText(fault(Fault.Kind.TOO_LONG, value, "has more than " + max + " characters"));
    }
    return value;
  }

  /** An absolute URI. */
  public String uri() throws IOException {
    String value = string();
    return isUri(value)
        ? value
        : mendText(fault(Fault.Kind.BAD_URI, value, "must be an absolute URI"));
  }

  /** A whole number of 32 bits (part 2, primitive data types). */
  public int integer() throws IOException {
    return integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A whole number between {@code min} and {@code max}; {@code 300.0} is one too. */
  public int integer(int min, int max) throws IOException {
    Integer value = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? fastInt() : slowInt();
    if (value != null && value >= min && value <= max) {
      return value;
    }
    String rule = "must be a whole number from " + min + " to " + max;
    String mended = mend(fault(Fault.Kind.OUT_OF_RANGE, parser.getText(), rule));
    Integer again = exactInt(mended);
    if (again == null) {
      throw new FaultException(fault(Fault.Kind.OUT_OF_RANGE, mended, rule));
    }
    put(again);
    return again;
  }

  /** A decimal within {@code limits}. */
  public BigDecimal decimal(DecimalLimits limits) throws IOException {
    BigDecimal value = number();
    Fault.Kind broken = limits.fault(value);
    if (broken == null) {
      return value;
    }
    return put(decimalOf(mend(fault(broken, parser.getText(), "must be " + limits.rule()))));
  }

  public boolean bool() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> mendBool();
    };
  }

  private boolean mendBool() throws IOException {
    String rule = "must be true or false";
    String mended = mendScalar(rule);
    if (!mended.equalsIgnoreCase("true") && !mended.equalsIgnoreCase("false")) {
      throw new FaultException(fault(Fault.Kind.WRONG_TYPE, mended, rule));
    }
    boolean value = mended.equalsIgnoreCase("true");
    put(value);
    return value;
  }

  /** An RFC 3339 date-time with any offset. */
  public Instant dateTime() throws IOException {
    String value = string();
    Instant instant = Timestamps.parse(value);
    if (instant != null) {
      return instant;
    }
    Fault fault = fault(Fault.Kind.BAD_DATE_TIME, value, "must be an RFC 3339 date-time");
    Instant mended = Timestamps.parse(mend(fault));
    if (mended == null) {
      throw new FaultException(fault);
    }
    putText(mended.toString());
    return mended;
  }

  /** A value of the closed list that has {@code values}. */
  public <T extends CodedValue> T coded(Function<String, T> of, List<T> values) throws IOException {
    T value = of.apply(string());
    if (value.isKnown()) {
      return value;
    }
    String rule = "is no " + value.getClass().getSimpleName();
    List<String> choices = values.stream().map(CodedValue::value).toList();
    return of.apply(
        mendText(new Fault(Fault.Kind.UNKNOWN_VALUE, path(), value.value(), rule, choices)));
  }

  /** A value of an open list, of at most {@code max} characters. */
  public <T extends CodedValue> T openCoded(int max, Function<String, T> of) throws IOException {
    return of.apply(string(max));
  }

  /** A list; an unlimited one has {@code Integer.MAX_VALUE} as {@code max}. */
  public <T> List<T> list(int min, int max, Read<T> element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new FaultException(fault(Fault.Kind.WRONG_TYPE, "", "must be a list"));
    }
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(element.from(this));
    }
    if (items.size() < min || items.size() > max) {
      String upTo = max == Integer.MAX_VALUE ? "" : " and at most " + max;
      mend(fault(Fault.Kind.ITEM_COUNT, "", "must have at least " + min + upTo + " items"));
    }
    return List.copyOf(items);
  }

  /** Whatever stands here. */
  public JsonValue any() throws IOException {
    return new JsonValue(raw());
  }

  /** A vendor's own object, kept whole. */
  public CustomData customData() throws IOException {
    beginObject();
    int start = offset();
    String vendorId = null;
    for (String name = nextMember(); name != null; name = nextMember()) {
      if (name.equals("vendorId")) {
        vendorId = vendorId();
      } else {
        parser.skipChildren();
      }
    }
    String content = text.substring(start, end());
    return new CustomData(required(vendorId, "vendorId"), JsonView.ofVerified(content));
  }

  /** Type and limit are part of what a {@link CustomData} is: no leniency reaches them. */
  private String vendorId() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new FaultException(fault(Fault.Kind.WRONG_TYPE, "", "must be a string"));
    }
    String value = parser.getText();
    if (tooLong(value, CustomData.MAX_VENDOR_ID)) {
      String rule = "has more than " + CustomData.MAX_VENDOR_ID + " characters";
      throw new FaultException(fault(Fault.Kind.TOO_LONG, value, rule));
    }
    return value;
  }

  static boolean tooLong(String value, int max) {
    return value.length() > max && value.codePointCount(0, value.length()) > max;
  }

  static boolean isUri(String value) {
    try {
      return new URI(value).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private @Nullable Integer fastInt() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.INT ? parser.getIntValue() : null;
  }

  private @Nullable Integer slowInt() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      Integer whole = exactInt(parser.getText());
      if (whole != null) {
        return whole;
      }
    }
    Integer mended = exactInt(mendScalar(Fault.WHOLE_NUMBER));
    if (mended != null) {
      put(mended);
    }
    return mended;
  }

  private static @Nullable Integer exactInt(String digits) {
    try {
      BigDecimal value = new BigDecimal(digits);
      return DecimalLimits.NONE.fault(value) == null ? (Integer) value.intValueExact() : null;
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  private BigDecimal number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      return put(decimalOf(mendScalar("must be a number")));
    }
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException e) { // an exponent beyond 32 bits
      throw new FaultException(
          fault(Fault.Kind.OUT_OF_RANGE, parser.getText(), "must be a number in reach"));
    }
  }

  private BigDecimal decimalOf(String digits) {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw new FaultException(fault(Fault.Kind.WRONG_TYPE, digits, "must be a number"));
    }
  }

  /** A scalar of another JSON type: what the leniency reads instead, as text. */
  private String mendScalar(String rule) throws IOException {
    boolean scalar = parser.currentToken() != null && parser.currentToken().isScalarValue();
    Fault fault = fault(Fault.Kind.WRONG_TYPE, scalar ? parser.getText() : "", rule);
    if (!scalar || parser.currentToken() == JsonToken.VALUE_NULL) {
      throw new FaultException(fault);
    }
    return mend(fault);
  }

  /** For a fault whose text is the whole string. */
  private String mendText(Fault fault) throws IOException {
    String mended = mend(fault);
    return mended.equals(fault.text()) ? mended : putText(mended);
  }

  /** Notes a text as read in place of the current value. */
  private String putText(String value) throws IOException {
    int start = offset();
    mends().text(start, end(), value);
    return value;
  }

  /** Notes a number or truth value as read in place of the current one. */
  private <T> T put(T value) throws IOException {
    int start = offset();
    mends().add(start, end(), value.toString());
    return value;
  }

  private Mends mends() {
    if (mends == null) {
      mends = new Mends();
    }
    return mends;
  }

  private String mend(Fault fault) {
    Optional<String> mended = leniency.mend(fault);
    if (mended.isEmpty() || forgiven().size() >= MAX_FORGIVEN) {
      throw new FaultException(fault);
    }
    if (forgiven == null) {
      forgiven = new ArrayList<>();
    }
    forgiven.add(fault);
    return mended.get();
  }

  private Fault fault(Fault.Kind kind, String value, String rule) {
    return new Fault(kind, path(), value, rule);
  }

  private String path() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  /** The JSON text of the current value; leaves the parser on its last token. */
  private String raw() throws IOException {
    int start = offset();
    parser.skipChildren();
    return text.substring(start, end());
  }

  private int offset() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getCharOffset();
  }
}
