"""The models that side_by_side.py times, written once for JAX and PyTorch.

Both libraries run the same two formulations of a training step's loss, through a small set of
operations (`ops`) that each peer supplies:

* as published: every layer projects queries, keys and values of every token, head by head, and
  updates every token; what von Oswald et al. (2023) released, with batched products;
* by hand: the products of weights are formed once a step instead of once a task, and the last
  layer computes the one number that is read. The values are the same up to rounding.

Shapes: h [batch, tokens, width]; wq, wk, wv [width, heads * key]; wo [heads * key, width].
"""

import dataclasses
import math
from typing import Tuple

BATCH = 2048
PAIRS = 10
FEATURES = 10
LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8
CLIP_NORM = 10.0
TRUNCATED = 0.87962566103423978  # deviation of a standard normal that is cut at two deviations


@dataclasses.dataclass(frozen=True)
class Model:
    name: str  # also the parameter of StepBenchmark
    title: str
    task: str
    layers: Tuple[str, ...]
    tied: bool
    heads: int
    width: int  # also the size of a head's queries, keys and values
    variance: float  # of an initial weight, times its fan-in
    token_clip: float = 0
    hidden: int = 0  # an embedding and an MLP of this size stand before the layers
    batch: int = BATCH

    def shapes(self):
        """Names and shapes of all parameters."""
        m, wide = self.width, self.heads * self.width
        shapes = {}
        if self.hidden:
            shapes.update(embed=(2, m), w1=(m, self.hidden), b1=(self.hidden,))
            shapes.update(w2=(self.hidden, m), b2=(m,))
        for layer in range(1 if self.tied else len(self.layers)):
            shapes.update({"%s%d" % (w, layer): (m, wide) for w in ("wq", "wk", "wv")})
            shapes["wo%d" % layer] = (wide, m)
        return shapes

    def token_shape(self):
        return {"regression": (11, 11), "copy": (21, 20), "sine": (11, 2)}[self.task]

    def label_energy(self):
        """Half the expected square of a query token's label: the loss of the answer 0."""
        if self.task == "sine":  # E A^2 / 4, and what sin^2 over [-5, 5] exceeds its mean by
            return 0.124 / 1.2 / 4 + 0.00011
        return FEATURES / 24.0

    def scale(self, shape):
        """Deviation of the normal law, cut at two deviations, that a weight starts from."""
        return math.sqrt(self.variance / shape[0]) / TRUNCATED

    def start(self, name):
        """What a vector starts from."""
        return 0.0

    def laid_out(self, tokens):
        """Drawn numbers as tokens [sequence][token][feature] that a task may have."""
        return tokens

    def label_shape(self):
        return ()

    def draw(self, ops):
        return draw(ops, self.task)

    def loss(self, *args):
        return loss(args[0], self, *args[1:])

    def weights(self, params, layer):
        k = 0 if self.tied else layer
        return [params["%s%d" % (w, k)] for w in ("wq", "wk", "wv", "wo")]


def _linear(name, title, depth, tied, clip=0):
    layers = ("linear",) * depth
    return Model(name, title, "regression", layers, tied, 1, 11, 0.002 / depth, clip)


MODELS = {m.name: m for m in (
    _linear("1t1", "depth 1, linear", 1, True),
    _linear("2t1", "depth 2, linear, tied", 2, True),
    _linear("5u1", "depth 5, linear, untied", 5, False, 10),
    Model("2u2-softmax", "depth 2, softmax, 2 heads", "regression", ("softmax",) * 2, False, 2, 11, 0.001),
    Model("copy", "interleaved, softmax then linear", "copy", ("softmax", "linear"), False, 1, 20, 0.01),
    Model("sine", "sine, MLP 160, linear", "sine", ("linear",), True, 1, 40, 0.002, 0, 160),
)}


def draw(ops, task):
    """Draws a batch: tokens [batch, tokens, width] and the query tokens' labels [batch]."""
    context = [1.0] * PAIRS + [0.0]
    if task == "sine":
        u = ops.uniform((BATCH, 1))  # amplitude and phase share one draw, as released
        x = 10 * ops.uniform((BATCH, PAIRS + 1)) - 5
        y = (0.1 + 0.4 * u) * ops.sin(x + math.pi * u)
        return ops.stack([x, y * ops.array(context)], -1), y[:, -1]
    x = ops.uniform((BATCH, PAIRS + 1, FEATURES)) - 0.5
    y = ops.einsum("btd,bd->bt", x, ops.normal((BATCH, FEATURES)))
    if task == "regression":
        return ops.concat([x, (y * ops.array(context))[:, :, None]], -1), y[:, -1]
    last = ops.array([0.0] * (FEATURES - 1) + [1.0])
    pairs = ops.stack([x[:, :-1], y[:, :-1, None] * last], 2).reshape(BATCH, 2 * PAIRS, FEATURES)
    code = ops.array(positional_encoding(2 * PAIRS + 1, FEATURES))
    code = ops.broadcast_to(code, (BATCH, 2 * PAIRS + 1, FEATURES))
    return ops.concat([ops.concat([pairs, x[:, -1:]], 1), code], -1), y[:, -1]


def positional_encoding(tokens, size):
    angle = lambda p, i: p * 10000 ** (-(i - i % 2) / size)
    wave = (math.sin, math.cos)
    return [[wave[i % 2](angle(p, i)) for i in range(size)] for p in range(tokens)]


def loss(ops, model, by_hand, params, tokens, labels):
    """Half the mean squared error of the query tokens' answers; the answer is minus what is read."""
    read = (_read_by_hand if by_hand else _read)(ops, model, params, tokens)
    return 0.5 * ((labels + read) ** 2).mean()


def _read(ops, model, params, h):
    if model.hidden:
        h = h @ params["embed"]
        h = h + ops.gelu(h @ params["w1"] + params["b1"]) @ params["w2"] + params["b2"]
    batch, tokens, m = h.shape
    for layer, kind in enumerate(model.layers):
        wq, wk, wv, wo = model.weights(params, layer)
        q = (h @ wq).reshape(batch, tokens, model.heads, m)
        k = (h[:, :-1] @ wk).reshape(batch, tokens - 1, model.heads, m)
        v = (h[:, :-1] @ wv).reshape(batch, tokens - 1, model.heads, m)
        scores = ops.einsum("bthf,bshf->bhts", q, k)
        if kind == "softmax":
            scores = ops.softmax(scores / math.sqrt(m))
        mix = ops.einsum("bhts,bshf->bthf", scores, v).reshape(batch, tokens, model.heads * m)
        h = h + mix @ wo
        if model.token_clip:
            h = ops.clip(h, model.token_clip)
    return h[:, -1, -1]


def _read_by_hand(ops, model, params, h):
    if model.hidden:
        return _read_sine_by_hand(ops, model, params, h)
    m, last = model.width, len(model.layers) - 1
    for layer, kind in enumerate(model.layers):
        context, query = h[:, :-1], h if layer < last else h[:, -1]
        update = query if layer < last else query[:, -1]
        for head in range(model.heads):
            cols = slice(head * m, (head + 1) * m)
            wq, wk, wv = (w[:, cols] for w in model.weights(params, layer)[:3])
            wo = model.weights(params, layer)[3][cols]
            if layer < last:
                scores = ops.einsum("btf,bsf->bts", query @ (wq @ wk.T), context)
            else:
                scores = ops.einsum("bf,bsf->bs", query @ (wq @ wk.T), context)
            if kind == "softmax":
                scores = ops.softmax(scores / math.sqrt(m))
            if layer < last:
                update = update + ops.einsum("bts,bsf->btf", scores, context @ (wv @ wo))
            else:
                update = update + (scores * (context @ (wv @ wo[:, -1]))).sum(-1)
        h = ops.clip(update, model.token_clip) if model.token_clip else update
    return h


def _read_sine_by_hand(ops, model, params, e):
    """The embedding goes through the MLP's first weights, and scores through its second ones."""
    embed, w2, b2 = params["embed"], params["w2"], params["b2"]
    wq, wk, wv, wo = model.weights(params, 0)
    hidden = ops.gelu(e @ (embed @ params["w1"]) + params["b1"])
    query = e[:, -1] @ embed + hidden[:, -1] @ w2 + b2
    # the context's h is e embed + hidden w2 + b2; here it only occurs in inner products with h-vectors
    to_h = lambda v: (v @ embed.T, v @ w2.T, v @ b2)
    se, sh, s0 = to_h(query @ (wq @ wk.T))
    ve, vh, v0 = to_h(wv @ wo[:, -1])
    scores = ops.einsum("bf,bsf->bs", se, e[:, :-1]) + ops.einsum("bf,bsf->bs", sh, hidden[:, :-1])
    values = e[:, :-1] @ ve + hidden[:, :-1] @ vh + v0
    return query[:, -1] + ((scores + s0[:, None]) * values).sum(-1)
