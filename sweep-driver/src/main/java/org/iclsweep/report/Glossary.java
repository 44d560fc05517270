package org.iclsweep.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iclsweep.learner.LearnerKind;

/** What names and symbols of figures stand for, to be told where they stand. */
final class Glossary {
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    put("W_KQ", "product of a head's key and query matrices, which makes its scores");
    put("W_PV", "product of its projection and value matrices, which makes what it adds");
    put("σ₂/σ₁", "second singular value of W_KQ over the first, 0 of a matrix of rank one");
    put("y row", "share of the squares of W_KQ that are in the label's row");
    put("y to y", "entry of W_PV from label to label");
    put("γ", "how far GD++ moves inputs x, by γ X Xᵀ x, X having a context's inputs as columns");
    for (LearnerStyle style : LearnerStyle.all()) {
      put(style.name(), meaning(style.kind()));
    }
  }

  private Glossary() {}

  private static void put(String name, String meaning) {
    MEANINGS.put(name, meaning);
  }

  private static String meaning(LearnerKind kind) {
    return switch (kind) {
      case GD -> "gradient descent on the context, a step a layer, all at one searched rate";
      case GD_CLOSED_FORM -> "one step of gradient descent at the rate that a formula gives";
      case GD_PLUS_PLUS -> "gradient descent that moves the inputs, too";
      case GD_ONE_STEP -> "one step of gradient descent at a searched rate, whatever the depth";
      case GD_PER_STEP -> "gradient descent with a searched rate for each step";
      case MLP_GD -> "gradient descent on the features of a trained perceptron";
      case KERNEL_SMOOTHING -> "mean of the labels, weighted by a kernel of the inputs";
      case RIDGE -> "ridge regression on the context";
      case LEAST_SQUARES -> "least squares on the context, of least norm";
      case THEOREM_FIVE -> "best single layer of attention by max(0, score)";
      case THEOREM_ONE -> "best single step with a preconditioner";
      case PGD -> "gradient descent by the inverse covariance at the best rate";
      case CLASS_S -> "best rates and moves of inputs of every layer";
      case GD_PREFIX -> "one step of gradient descent on all that a sequence has shown";
      case GD_PREFIX_K -> "several steps of gradient descent on all that a sequence has shown";
      case RIDGE_PREFIX -> "ridge regression on all that a sequence has shown";
      case KERNEL_PREFIX -> "kernel smoothing of all that a sequence has shown";
      case SECOND_ORDER -> "iteration to ridge regression by products of matrices";
      case PROVIDED -> "learner of a jar, by the name that the study has for it";
    };
  }

  /**
   * Sentences for what stands in a text and is not explained there.
   *
   * @param explained what a reader is told of it already
   */
  static String of(String text, String explained) {
    return MEANINGS.entrySet().stream()
        .filter(each -> isIn(each.getKey(), text))
        .filter(each -> !explained.contains(each.getKey() + ":"))
        .map(each -> " " + each.getKey() + ": " + each.getValue() + ".")
        .collect(Collectors.joining());
  }

  /** As a word of its own. */
  private static boolean isIn(String name, String text) {
    Matcher found =
        Pattern.compile("(?<![\\w+-])" + Pattern.quote(name) + "(?![\\w+-])").matcher(text);
    return found.find();
  }
}
