package org.iclsweep.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.iclsweep.layer.Reach;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskSpec;

/**
 * A model for tasks of one shape: its sublayers, in the form in which they are computed. What is
 * read of none is not computed: each puts out what those behind it need.
 *
 * @param sublayers in the order in which they run
 * @param reach what the last one puts out
 */
record SublayerList(List<Sublayer> sublayers, Reach reach) {

  /**
   * A whole model, up to its answer. Of the forms that it may take, the one with the fewest
   * multiply-adds in a training step; token by token on a tie. The choice follows from the model's
   * shape alone, so a trial has the same bits everywhere.
   */
  static SublayerList of(ModelSpec spec, TaskSpec task) {
    Form form = spec.attention().form();
    Reach reach = reach(task.readOut());
    boolean ofLabel = reach.equals(Reach.LABEL);
    List<Sublayer> plain = spec.sublayers(task);
    List<List<Sublayer>> forms = new ArrayList<>();
    if (form != Form.GRAM) {
      forms.add(EmbeddedPerceptron.in(plain));
      FeatureSublayer.in(plain).filter(each -> ofLabel).ifPresent(forms::add);
    }
    if (form == Form.AUTO) {
      CausalSublayer.in(EmbeddedPerceptron.in(plain)).ifPresent(forms::add);
    }
    if (form == Form.GRAM || form == Form.AUTO && spec.hasGramForm() && ofLabel) {
      List<Sublayer> embedded = EmbeddedPerceptron.in(plain);
      forms.add(GramSublayer.in(embedded));
      BlockSublayer.in(embedded).ifPresent(forms::add);
    }
    return forms.stream()
        .map(each -> new SublayerList(each, reach))
        .min(Comparator.comparingDouble(each -> each.cost().multiplyAdds()))
        .orElseThrow();
  }

  private static Reach reach(ReadOut readOut) {
    return new Reach(readOut.positions() > 1, readOut.features());
  }

  /** The first layers token by token, whatever the form, each of them whole. */
  static SublayerList first(int layers, ModelSpec spec, TaskSpec task) {
    return new SublayerList(EmbeddedPerceptron.in(spec.sublayers(task, layers)), Reach.ALL);
  }

  /** The first layers in the form in which the whole model is computed, each of them whole. */
  static SublayerList whole(int layers, ModelSpec spec, TaskSpec task) {
    boolean byFactors =
        of(spec, task).sublayers.stream().anyMatch(CausalSublayer.class::isInstance);
    SublayerList tokens = first(layers, spec, task);
    return byFactors ? tokens.byFactors() : tokens;
  }

  /** The same with tokens that look by queries and keys of their own, where weights are such. */
  SublayerList byFactors() {
    return new SublayerList(CausalSublayer.in(sublayers).orElse(sublayers), reach);
  }

  /** Visits the sublayers in their order, each with what it puts out. */
  void forEach(BiConsumer<Sublayer, Reach> visitor) {
    List<Reach> reaches = new ArrayList<>();
    Reach needed = reach;
    for (int k = sublayers.size() - 1; k >= 0; k--) {
      reaches.add(needed);
      needed = sublayers.get(k).needs(needed);
    }
    Collections.reverse(reaches);
    for (int k = 0; k < sublayers.size(); k++) {
      visitor.accept(sublayers.get(k), reaches.get(k));
    }
  }

  /** What a model trains, in its order, without gaps; the same in all its forms. */
  static List<ParameterSlice> slices(ModelSpec spec, TaskSpec task) {
    List<ParameterSlice> slices = new ArrayList<>();
    int next = 0;
    for (Sublayer sublayer : new LinkedHashSet<>(spec.sublayers(task))) {
      for (ParameterSlice slice : sublayer.slices()) {
        slices.add(slice.at(next));
        next += slice.count();
      }
    }
    return slices;
  }

  /** Arithmetic for one task. */
  ModelCost cost() {
    List<ModelCost> costs = new ArrayList<>();
    forEach((sublayer, reach) -> costs.add(sublayer.cost(reach, !costs.isEmpty())));
    return costs.stream().reduce(ModelCost.NOTHING, ModelCost::plus);
  }

  /** Whether other tokens look at the query. */
  boolean looksAtQuery() {
    return sublayers.stream().anyMatch(Sublayer::looksAtQuery);
  }
}
