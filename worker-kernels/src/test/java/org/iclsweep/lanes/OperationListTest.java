package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a list gets code of its own, and that it does the same in the same order. */
class OperationListTest {

  private static final int FEW = 40;

  private final SweepKernels forms = new SweepKernels(16, 64, 4);
  private final LaneKernels kernels = new VectorKernels(forms::of, kernel -> {});
  private final LaneMatrix factor = LaneMatrix.zeros(5, 5);
  private LaneMatrix last;
  private int runs;

  @Test
  void aLineDoesAllInOrder() {
    OperationList list = chain();
    assertThat(list.operations()).hasSize(2 * FEW + 1);
    list.run();
    float[] first = new float[16];
    last.copyTo(0, 4, first, 0);
    assertThat(first[0]).isNotZero();
    for (int run = 2; run < OperationList.WORTH; run++) {
      list.run();
    }
    assertThat(list.line()).isNull();

    for (int run = 0; run < 3; run++) {
      last.clear();
      list.run();
      float[] again = new float[16];
      last.copyTo(0, 4, again, 0);
      assertThat(again).containsExactly(first);
    }

    assertThat(list.line()).isNotNull();
    assertThat(runs).isEqualTo(OperationList.WORTH + 2);
  }

  @Test
  void aLineTakesUpTheCodeThatSweepsGet() {
    fillFactor();
    List<SweepKernel> told = new ArrayList<>();
    LaneKernels telling = new VectorKernels(forms::of, told::add);
    LaneMatrix out = LaneMatrix.zeros(5, 5);
    OperationList list =
        (OperationList)
            Operation.inOrder(telling.contract(out, factor, factor, false), () -> runs++);
    list.run();
    float[] before = out.room().floats();
    out.clear();
    run(list, OperationList.WORTH - 2);
    assertThat(told).isEmpty();
    run(list, 1);
    assertThat(out.room().floats()).containsExactly(before);
    assertThat(list.line()).isNotNull();
    SweepKernel kernel = forms.of(Sweep.contract(out, factor, factor, false));

    // with the line its sweeps have earned code of their own, once
    assertThat(told).containsExactly(kernel);
    run(list, 2 * OperationList.WORTH);
    assertThat(told).containsExactly(kernel);

    Object line = list.line();
    run(list, OperationList.WORTH);
    assertThat(list.line()).isSameAs(line);
    kernel.fix(kernel.general().stream().map(Region::fixed).toList());
    run(list, OperationList.WORTH);
    assertThat(list.line()).isNotSameAs(line);
    out.clear();
    list.run();
    assertThat(out.room().floats()).containsExactly(before);
  }

  @Test
  void aListWithoutSweepsStaysOne() {
    OperationList list = (OperationList) Operation.inOrder(() -> runs++, () -> runs++);
    run(list, OperationList.WORTH + 2);
    assertThat(list.line()).isNull();
    assertThat(runs).isEqualTo(2 * (OperationList.WORTH + 2));
  }

  private void fillFactor() {
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 5; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          factor.set(r, c, lane, (1 + r + 2 * c + lane) / 50f);
        }
      }
    }
  }

  private static void run(Operation operation, int times) {
    for (int run = 0; run < times; run++) {
      operation.run();
    }
  }

  /** Operations that each need what the one before left, sweeps and others, and one that counts. */
  private OperationList chain() {
    fillFactor();
    List<Operation> all = new ArrayList<>();
    last = LaneMatrix.ones(1, 5);
    for (int k = 0; k < FEW; k++) {
      LaneMatrix before = last;
      LaneMatrix next = LaneMatrix.zeros(1, 5);
      all.add(kernels.contract(next, before, factor, false));
      int column = k % 3;
      all.add(() -> next.set(0, column, 0, 0.5f));
      last = next;
    }
    all.add(() -> runs++);
    return (OperationList) Operation.inOrder(all);
  }
}
