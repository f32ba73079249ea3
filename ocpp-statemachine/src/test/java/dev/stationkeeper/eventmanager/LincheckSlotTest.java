// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link SlotModel} under Lincheck. What keeps the two promises is also taken away, on the byte
 * code, to see that it would be noticed.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LincheckSlotTest {
  private static final ClassDesc REFERENCE =
      ClassDesc.of("java.util.concurrent.atomic.AtomicReference");

  @TempDir Path folder;

  @Test
  void noInterleavingOfTwoThreadsBreaksTheOrderOnFailureOrLosesARequest() {
    options(2, 3, 4, 80).check(SlotModel.class);
  }

  @Test
  void norOfThree() {
    options(3, 2, 2, 80).check(SlotModel.class);
  }

  /** An answer and a deadline may then both be the one. */
  @Test
  void anOutcomeWithoutCompareAndSetIsCaught() throws Exception {
    assertCaught(
        " outcomes of request ",
        "Ask",
        ClassTransform.transformingMethodBodies(withoutCompareAndSet()));
  }

  /** The retry may then meet a slot that is still without an instance. */
  @Test
  void aReportBeforeTheReinstallIsCaught() throws Exception {
    ClassDesc recovery = ClassDesc.of(SlotRecovery.class.getName());
    CodeTransform early =
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder code) {
            code.aload(0)
                .invokevirtual(recovery, "reportOwed", MethodTypeDesc.of(ConstantDescs.CD_void));
          }

          @Override
          public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
          }
        };
    assertCaught(
        "reported before the reinstall",
        "SlotRecovery",
        ClassTransform.transformingMethodBodies(
            method -> method.methodName().equalsString("reinstall"), early));
  }

  private static CodeTransform withoutCompareAndSet() {
    MethodTypeDesc careless =
        MethodTypeDesc.of(
            ConstantDescs.CD_boolean, REFERENCE, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    return (code, element) -> {
      if (element instanceof InvokeInstruction call && call.name().equalsString("compareAndSet")) {
        code.invokestatic(ClassDesc.of(Careless.class.getName()), "lookAndSet", careless);
      } else {
        code.with(element);
      }
    };
  }

  private void assertCaught(String finding, String changed, ClassTransform change)
      throws Exception {
    Mutant.End end = Mutant.run(folder, changed, change);
    assertEquals(1, end.code(), end::printed);
    assertTrue(end.printed().contains(finding), end::printed);
  }

  static ModelCheckingOptions options(int threads, int actors, int scenarios, int schedules) {
    return new ModelCheckingOptions()
        .threads(threads)
        .actorsPerThread(actors)
        .actorsBefore(2)
        .actorsAfter(0)
        .iterations(scenarios)
        .invocationsPerIteration(schedules);
  }
}
