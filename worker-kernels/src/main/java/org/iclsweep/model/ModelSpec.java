package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.layer.Attention;
import org.iclsweep.layer.Mask;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;

/**
 * A stack of attention layers with what may stand around them, as data.
 *
 * <pre>
 *   h = tokens, positions beside them;   h = h W_E;   h = h + MLP(h)          (each if asked for)
 *                                        or x = MLP(x) of the inputs among h
 *   for each layer:  h = clip(h + λ attention(norm(h)));  h = clip(h + λ MLP(norm(h)))
 *   ŷ = -(last feature of the query token), or what else the task's {@link ReadOut} says
 *                                        of h, or of a map of h to answers
 * </pre>
 *
 * @param depth number of attention layers
 * @param tied whether all layers share one set of weights (a recurrent model)
 * @param attention what the layers are
 * @param mlp perceptrons before or after attention
 * @param norm where LayerNorm stands
 * @param embedding width to which tokens are embedded by a linear map; 0 means they are not
 * @param positions width of the sinusoidal position code beside each token; 0 means there is none
 * @param dampening λ, by which every update of the tokens is multiplied
 * @param update which features of a token attention updates
 * @param tokenClip every sublayer's output is clipped to ±tokenClip; 0 means it is not
 * @param initialisation how the weight matrices start
 * @param causal what models of sequences alone have
 */
public record ModelSpec(
    int depth,
    boolean tied,
    AttentionSpec attention,
    MlpSpec mlp,
    NormPlace norm,
    int embedding,
    int positions,
    double dampening,
    Update update,
    double tokenClip,
    Initialisation initialisation,
    CausalSpec causal)
    implements Serializable {

  public ModelSpec {
    require(depth >= 1, "depth", depth, "at least 1");
    require(embedding >= 0, "embedding", embedding, "at least 1, or 0 for none");
    require(positions >= 0, "positions", positions, "at least 1, or 0 for none");
    require(
        dampening > 0 && Double.isFinite(dampening), "dampening", dampening, "a positive number");
    require(tokenClip >= 0, "tokenClip", tokenClip, "positive, or 0 for none");
    requireForm(attention.form(), mlp, norm, tokenClip);
    requireNorm(norm, tied, depth);
    requireKind(attention.kind(), tied, depth);
    requireMesaDepth(attention.kind(), depth);
    causal.requireOneCode(positions);
    causal.requireLayers(tied, depth);
    causal.requireKeys(attention.weights().kind());
  }

  /** Refuses a Gram form that cannot be: tokens must all move by one linear map. */
  public static void requireForm(
      AttentionSpec.Form form, MlpSpec mlp, NormPlace norm, double tokenClip) {
    String obstacle = obstacleToGramForm(mlp, norm, tokenClip);
    if (form == AttentionSpec.Form.GRAM && !obstacle.isEmpty()) {
      throw new IllegalArgumentException(
          "the Gram form needs layers that move all tokens by one linear map, but " + obstacle);
    }
  }

  /** Refuses norms that differ between layers which are one. */
  public static void requireNorm(NormPlace norm, boolean tied, int depth) {
    if (norm == NormPlace.BETWEEN_LAYERS && tied && depth > 1) {
      throw new IllegalArgumentException(
          "norm is between-layers, but layers are tied: the one layer is first and not first");
    }
  }

  /** Refuses kinds of attention that differ between layers which are one. */
  public static void requireKind(AttentionSpec.Kind kind, boolean tied, int depth) {
    boolean mesa = kind == AttentionSpec.Kind.SOFTMAX_THEN_MESA;
    if ((kind == AttentionSpec.Kind.SOFTMAX_THEN_LINEAR || mesa) && tied && depth > 1) {
      throw new IllegalArgumentException(
          "attention is "
              + kind.label()
              + ", but layers are tied: the one layer is softmax and "
              + (mesa ? "mesa" : "linear"));
    }
  }

  /** Refuses mesa layers behind the first where there is no other. */
  public static void requireMesaDepth(AttentionSpec.Kind kind, int depth) {
    if (kind.hasMesa() && !kind.isMesa(depth - 1)) {
      throw new IllegalArgumentException(
          "attention is "
              + kind.label()
              + ", but the one layer is softmax: there is no mesa layer");
    }
  }

  /** Refuses tasks of which a model reads more than sums over the context and the query. */
  public void requireSums(TaskSpec task) {
    if (attention.form() != AttentionSpec.Form.GRAM || !readsPairs(task)) {
      throw new IllegalArgumentException(
          "sums over the context are drawn for the Gram form of pairs, but the model is " + this);
    }
  }

  /** Refuses keys that show a token what it is to answer. */
  public static void requireKeys(AttentionSpec.Keys keys, TaskSpec task) {
    if (task.inContext().isEmpty() && keys != AttentionSpec.Keys.CAUSAL) {
      throw new IllegalArgumentException(
          "every token has an answer, which later ones hold, so keys must be "
              + AttentionSpec.Keys.CAUSAL.label());
    }
  }

  /** Refuses updates that never reach an answer. */
  public static void requireUpdate(Update update, TaskSpec task) {
    if (task.inContext().isEmpty() && update == Update.LABEL) {
      throw new IllegalArgumentException("tokens of this task have no label that is updated alone");
    }
  }

  /** Refuses embeddings that have no room for an answer where it is a part of the stream. */
  public static void requireWidth(int embedding, CausalSpec causal, TaskSpec task) {
    int features = task.readOut().features().count();
    if (embedding > 0 && embedding < features && !causal.mapsAnswers()) {
      throw new IllegalArgumentException(
          "answers have " + features + " features, but tokens are embedded to " + embedding);
    }
  }

  /** Refuses blocks of weights for inputs and a label where tokens are no such. */
  public static void requirePattern(
      WeightsSpec weights, int embedding, int positions, TaskSpec task) {
    if (weights.pattern().isFull()) {
      return;
    }
    requireLastLabel("blocks of weights have", embedding, positions, task);
  }

  /** Refuses a map of inputs alone where tokens are no inputs and labels. */
  public static void requireMap(MlpSpec mlp, int embedding, int positions, TaskSpec task) {
    if (!mlp.residual()) {
      requireLastLabel("a map of inputs alone has", embedding, positions, task);
    }
  }

  private static void requireLastLabel(String what, int embedding, int positions, TaskSpec task) {
    String obstacle =
        embedding > 0
            ? "tokens are embedded"
            : positions > 0
                ? "a code of positions stands behind it"
                : arePairs(task) ? "" : "tokens are no pairs of an input and a label";
    if (!obstacle.isEmpty()) {
      throw new IllegalArgumentException(
          what + " the label as a token's last feature, but " + obstacle);
    }
  }

  private static boolean arePairs(TaskSpec task) {
    return task.inContext().filter(each -> each.layout() == TokenLayout.CONCATENATED).isPresent();
  }

  /** Refuses tasks that such a model cannot be read on. */
  public void requireReadable(TaskSpec task) {
    requirePattern(attention.weights(), embedding, positions, task);
    requireMap(mlp, embedding, positions, task);
    requireKeys(attention.keys(), task);
    requireUpdate(update, task);
    requireWidth(embedding, causal, task);
    causal.requireSequences(task);
  }

  /** With nothing that models of sequences alone have. */
  public ModelSpec(
      int depth,
      boolean tied,
      AttentionSpec attention,
      MlpSpec mlp,
      NormPlace norm,
      int embedding,
      int positions,
      double dampening,
      Update update,
      double tokenClip,
      Initialisation initialisation) {
    this(
        depth,
        tied,
        attention,
        mlp,
        norm,
        embedding,
        positions,
        dampening,
        update,
        tokenClip,
        initialisation,
        CausalSpec.PLAIN);
  }

  /** The same with what models of sequences alone have. */
  public ModelSpec withCausal(CausalSpec other) {
    return new ModelSpec(
        depth,
        tied,
        attention,
        mlp,
        norm,
        embedding,
        positions,
        dampening,
        update,
        tokenClip,
        initialisation,
        other);
  }

  /** Plain linear attention, as the paper's main experiments have it. */
  public ModelSpec(
      int depth,
      boolean tied,
      int heads,
      int keySize,
      double tokenClip,
      Initialisation initialisation) {
    this(depth, tied, AttentionSpec.linear(heads, keySize), tokenClip, initialisation);
  }

  /** Attention and nothing around it. */
  public ModelSpec(
      int depth,
      boolean tied,
      AttentionSpec attention,
      double tokenClip,
      Initialisation initialisation) {
    this(
        depth,
        tied,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        tokenClip,
        initialisation);
  }

  /** Why tokens do not all move by one linear map; empty if they do. */
  private static String obstacleToGramForm(MlpSpec mlp, NormPlace norm, double tokenClip) {
    if (tokenClip > 0) {
      return "tokens are clipped one by one";
    }
    if (norm != NormPlace.NONE) {
      return "tokens are normed one by one";
    }
    return mlp.place() == MlpSpec.Place.AFTER
        ? "a perceptron changes tokens one by one between the layers"
        : "";
  }

  /** Whether the layers may be computed by the context's Gram matrix. */
  boolean hasGramForm() {
    return attention.kind() == AttentionSpec.Kind.LINEAR
        && attention.keys() == AttentionSpec.Keys.CONTEXT
        && obstacleToGramForm(mlp, norm, tokenClip).isEmpty();
  }

  /** The whole model, token by token, for tasks of this shape. */
  List<Sublayer> sublayers(TaskSpec task) {
    List<Sublayer> all = sublayers(task, depth);
    if (causal.mapsAnswers()) {
      int features = task.readOut().features().count();
      all.add(new ReadOutSublayer(task.tokens(), width(task.tokenWidth()), features));
    }
    return all;
  }

  /**
   * What stands before the layers and the first {@code layers} of these, token by token, for tasks
   * of this shape: the one place that says what a model is made of. Tied layers are equal ones.
   */
  List<Sublayer> sublayers(TaskSpec task, int layers) {
    int width = width(task.tokenWidth());
    List<Sublayer> all = new ArrayList<>();
    if (embedding > 0) {
      all.add(new EmbeddingSublayer(task.tokens(), inputWidth(task), width));
    }
    if (mlp.place() == MlpSpec.Place.BEFORE) {
      addUpdate(
          all, mlp.residual() ? perceptron(task, ParameterSlice.BEFORE_LAYERS) : map(task), task);
    }
    for (int l = 0; l < layers; l++) {
      int distinct = tied ? 0 : l;
      if (norm.isBeforeAttention(distinct)) {
        all.add(new NormSublayer("norm", distinct, task.tokens(), width));
      }
      addUpdate(all, layer(attention(task, distinct)), task);
      if (mlp.place() == MlpSpec.Place.AFTER) {
        if (norm != NormPlace.NONE) {
          all.add(new NormSublayer("mlp-norm", distinct, task.tokens(), width));
        }
        addUpdate(all, perceptron(task, distinct), task);
      }
    }
    return all;
  }

  /** A sublayer that updates the stream, and the clip behind it. */
  private void addUpdate(List<Sublayer> all, Sublayer update, TaskSpec task) {
    all.add(update);
    if (tokenClip > 0) {
      all.add(new ClipSublayer(task.tokens(), width(task.tokenWidth()), tokenClip));
    }
  }

  /** Distinct layer {@code l}'s attention, by queries as they are. */
  AttentionSublayer attention(TaskSpec task, int l) {
    Mask mask = attention.keys().mask(attention.scores(l));
    int keySize = keySize(task.tokenWidth());
    return new AttentionSublayer(
        l,
        task.tokens(),
        width(task.tokenWidth()),
        attention.heads(),
        keySize,
        attention.scoreScale(l, mask.keys(task.tokens()), keySize),
        dampening,
        new Attention.Rule(
            attention.scores(l), mask, update == Update.LABEL ? Columns.LAST : Columns.ALL),
        attention.weights(),
        causal.looks(l));
  }

  /** The same of whatever kind that layer is. */
  Sublayer layer(AttentionSublayer attending) {
    return attention.kind().isMesa(attending.layer())
        ? new MesaSublayer(attending, attention.mesa())
        : attending.looks().equals(Looks.PLAIN) ? attending : new CausalSublayer(attending, false);
  }

  private PerceptronSublayer perceptron(TaskSpec task, int l) {
    int width = width(task.tokenWidth());
    return new PerceptronSublayer(
        l,
        task.tokens(),
        width,
        ParameterSlice.length(mlp.widening(), width),
        mlp.bias(),
        mlp.nonlinearity(),
        dampening);
  }

  /** The perceptron that stands for inputs. */
  private InputMapSublayer map(TaskSpec task) {
    int dim = task.tokenWidth() - 1;
    return new InputMapSublayer(
        new PerceptronSublayer(
            ParameterSlice.BEFORE_LAYERS,
            task.tokens(),
            dim,
            ParameterSlice.length(mlp.widening(), dim),
            mlp.bias(),
            mlp.nonlinearity(),
            1));
  }

  public int heads() {
    return attention.heads();
  }

  /** Sets of layer weights: one when tied, one a layer otherwise. */
  public int distinctLayers() {
    return tied ? 1 : depth;
  }

  /** Width of the tokens of a task as the model gets them, positions beside them. */
  int inputWidth(TaskSpec task) {
    return task.tokenWidth() + positions;
  }

  /** Width of the residual stream for tokens of this width. */
  public int width(int tokenWidth) {
    return embedding > 0 ? embedding : tokenWidth + positions;
  }

  /** Size of a head's keys for tokens of this width. */
  public int keySize(int tokenWidth) {
    return attention.keySize() == 0 ? width(tokenWidth) : attention.keySize();
  }

  /**
   * Whether every layer reads tokens that are inputs and a label and nothing else, so that products
   * of its weights have a row and a column of each.
   */
  public boolean readsPairs(TaskSpec task) {
    return arePairs(task) && readsTokens();
  }

  /**
   * Whether every layer reads tokens that are observations side by side and nothing else, so that
   * products of its weights have a block of rows and columns for each two of them.
   */
  public boolean readsObservations(TaskSpec task) {
    return task.slots() > 0 && readsTokens();
  }

  private boolean readsTokens() {
    return mlp.place() == MlpSpec.Place.NONE
        && norm == NormPlace.NONE
        && embedding == 0
        && positions == 0
        && causal.equals(CausalSpec.PLAIN);
  }

  /**
   * Whether this is a stack of linear attention to such tokens and nothing else, of whatever depth:
   * what constructions of gradient descent, roles of heads and interpolation with GD are about. The
   * one place that says so.
   */
  public boolean isPlain(TaskSpec task) {
    return readsPairs(task) && attention.kind() == AttentionSpec.Kind.LINEAR;
  }

  /**
   * Whether this is a stack of attention of a kind to the pairs of a context and nothing else,
   * whose products may be any, as theorems have it: heads are wide enough together, and nothing is
   * cut.
   */
  public boolean isTheorys(AttentionSpec.Kind kind, TaskSpec task) {
    int width = task.tokenWidth();
    return readsPairs(task)
        && attention.kind() == kind
        && attention.keys() == AttentionSpec.Keys.CONTEXT
        && attention.heads() * keySize(width) >= width
        && tokenClip == 0;
  }
}
