// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import dev.stationkeeper.ocpp.CodedValue;
import java.io.IOException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Jackson databind to our own records as one would set it up: nothing is checked but types. */
final class PlainDatabind {
  private PlainDatabind() {}

  static JsonMapper mapper() {
    SimpleModule module = new SimpleModule();
    module.setDeserializers(new ScalarDeserializers());
    SimpleSerializers serializers = new SimpleSerializers();
    serializers.addSerializer(CodedValue.class, new AsText<>(CodedValue.class, CodedValue::value));
    serializers.addSerializer(Instant.class, new AsText<>(Instant.class, Instant::toString));
    module.setSerializers(serializers);
    return JsonMapper.builder()
        .addModule(module)
        // The records want an empty list where a member is absent.
        .withConfigOverride(
            List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
        .build();
  }

  private static final class ScalarDeserializers extends SimpleDeserializers {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription bean) {
      Class<?> raw = type.getRawClass();
      if (raw == Instant.class) {
        return new OfText<>(raw, Instant::parse);
      }
      return CodedValue.class.isAssignableFrom(raw) ? new OfText<>(raw, factory(raw)) : null;
    }

    /** {@code Type.of} without reflection at run time. */
    @SuppressWarnings("unchecked")
    private static Function<String, Object> factory(Class<?> type) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle of = lookup.findStatic(type, "of", MethodType.methodType(type, String.class));
        MethodType erased = MethodType.methodType(Object.class, Object.class);
        return (Function<String, Object>)
            LambdaMetafactory.metafactory(
                    lookup, "apply", MethodType.methodType(Function.class), erased, of, of.type())
                .getTarget()
                .invoke();
      } catch (Throwable e) {
        throw new IllegalStateException(type + " has no of(String)", e);
      }
    }
  }

  private static final class OfText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, ? extends T> of;

    @SuppressWarnings("unchecked")
    OfText(Class<?> type, Function<String, ? extends T> of) {
      super((Class<T>) type);
      this.of = of;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return of.apply(in.getText());
    }
  }

  private static final class AsText<T> extends JsonSerializer<T> {
    private final Class<T> type;
    private final Function<T, String> text;

    AsText(Class<T> type, Function<T, String> text) {
      this.type = type;
      this.text = text;
    }

    @Override
    public Class<T> handledType() {
      return type;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(text.apply(value));
    }
  }
}
