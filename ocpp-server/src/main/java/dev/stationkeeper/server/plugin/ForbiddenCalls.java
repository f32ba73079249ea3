// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Points calls of methods that belong to the process, and references to them, at {@link Forbidden}.
 * Direct ones only: reflection and native code get round it. A class without any stays as it is.
 */
final class ForbiddenCalls {
  private static final ClassDesc TARGET = ClassDesc.of(Forbidden.class.getName());

  /** Owner, and the names that it has of them. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "java/lang/System", Set.of("exit", "setIn", "setOut", "setErr", "setProperties"),
          "java/lang/Runtime", Set.of("exit", "halt", "addShutdownHook"),
          "java/lang/Thread", Set.of("setDefaultUncaughtExceptionHandler"),
          "java/util/Locale", Set.of("setDefault"),
          "java/util/TimeZone", Set.of("setDefault"));

  private final ClassFile classFile;

  /**
   * @param resources gives the bytes of a class by its path, null when there is none; where types
   *     are joined, their hierarchy is read from it
   */
  ForbiddenCalls(Function<String, @Nullable InputStream> resources) {
    this.classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(
                        (ClassDesc type) -> resources.apply(path(type)))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static String path(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + ".class";
  }

  /**
   * The class with its calls pointed elsewhere; empty when it has none, and when this JVM is going
   * to refuse it for its age or its form.
   *
   * @throws IllegalArgumentException when it is no class, or joins types that are not to be found
   */
  Optional<byte[]> redirect(byte[] bytes) {
    if (bytes.length < 8 || major(bytes) > ClassFile.latestMajorVersion()) {
      return Optional.empty();
    }
    ClassModel model = classFile.parse(bytes);
    boolean concerned = false;
    for (PoolEntry entry : model.constantPool()) {
      concerned |=
          entry instanceof MemberRefEntry member
              && isForbidden(member.owner().asInternalName(), member.name().stringValue());
    }
    return concerned
        ? Optional.of(
            classFile.transformClass(model, ClassTransform.transformingMethodBodies(redirecting())))
        : Optional.empty();
  }

  private static int major(byte[] bytes) {
    return (bytes[6] & 0xff) << 8 | (bytes[7] & 0xff);
  }

  private static boolean isForbidden(String owner, String name) {
    return CALLS.getOrDefault(owner, Set.of()).contains(name);
  }

  private static CodeTransform redirecting() {
    return (CodeBuilder code, CodeElement element) -> {
      switch (element) {
        case InvokeInstruction call
            when isForbidden(call.owner().asInternalName(), call.name().stringValue()) ->
            code.invokestatic(
                TARGET,
                call.name().stringValue(),
                withReceiver(
                    call.owner().asSymbol(),
                    call.typeSymbol(),
                    call.opcode() == Opcode.INVOKESTATIC));
        case InvokeDynamicInstruction site -> code.invokedynamic(redirect(site));
        default -> code.with(element);
      }
    };
  }

  private static DynamicCallSiteDesc redirect(InvokeDynamicInstruction site) {
    ConstantDesc[] given =
        site.bootstrapArgs().stream().map(ForbiddenCalls::redirect).toArray(ConstantDesc[]::new);
    return DynamicCallSiteDesc.of(
        site.bootstrapMethod(), site.name().stringValue(), site.typeSymbol(), given);
  }

  private static ConstantDesc redirect(ConstantDesc argument) {
    if (argument instanceof DirectMethodHandleDesc handle
        && handle.owner().isClassOrInterface()
        && isForbidden(internalName(handle.owner()), handle.methodName())) {
      return MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC, TARGET, handle.methodName(), handle.invocationType());
    }
    return argument;
  }

  private static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private static MethodTypeDesc withReceiver(
      ClassDesc owner, MethodTypeDesc type, boolean isStatic) {
    return isStatic ? type : type.insertParameterTypes(0, owner);
  }
}
