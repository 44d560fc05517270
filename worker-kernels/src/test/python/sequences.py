"""The models on sequences that side_by_side.py times: what models.py is for regression.

A sequence of a linear system, s_{t+1} = W s_t + noise with an orthogonal W of its own, is told state by state, at all
positions at once (von Oswald et al. 2023, arXiv 2309.05858): 50 tokens, states of 10 features, a batch of 256.

* as published: scores of all pairs of tokens, of which a mask leaves those with earlier ones; the whole stream;
* by hand: the first layer reads no zeros, and the last one computes the features that are read.

Shapes: h [batch, tokens, width]; wq, wk, wv [width, heads * key]; wo [heads * key, width].
"""

import dataclasses
import math
from typing import Tuple

import models

TOKENS = 50
FEATURES = 10
NOISE = 0.01


@dataclasses.dataclass(frozen=True)
class SequenceModel:
    name: str  # also the parameter of StepBenchmark
    title: str
    layers: Tuple[str, ...]
    heads: int
    key: int
    deviation: float  # of an initial weight
    embedding: int = 0  # raw tokens are mapped to this width, and back; 0 for constructed ones
    token_clip: float = 0
    batch: int = 256

    @property
    def width(self):
        return self.embedding or 4 * FEATURES

    def shapes(self):
        """Names and shapes of all parameters."""
        m, wide = self.width, self.heads * self.key
        shapes = {"embed": (FEATURES, m), "read": (m, FEATURES)} if self.embedding else {}
        for layer, kind in enumerate(self.layers):
            looked = 2 * m if self.embedding and layer == 0 else m  # positions, for queries and keys alone
            shapes.update({"wq%d" % layer: (looked, wide), "wk%d" % layer: (looked, wide)})
            shapes.update({"wv%d" % layer: (m, wide), "wo%d" % layer: (wide, m)})
            if kind == "mesa":
                shapes["lambda%d" % layer] = (self.heads,)
        return shapes

    def start(self, name):
        """What a vector starts from."""
        return 1.0

    def token_shape(self):
        return (TOKENS, FEATURES if self.embedding else self.width)

    def laid_out(self, tokens):
        """Drawn numbers as tokens [sequence][token][feature] that a task may have."""
        none = 0 if self.embedding else FEATURES
        return [[[0.0] * none + token[none:] for token in sequence] for sequence in tokens]

    def label_shape(self):
        return (TOKENS, FEATURES)

    def label_energy(self):
        """Half the expected square of a feature, a mean over positions."""
        return (1 / 3 + (TOKENS + 1) / 2 * NOISE ** 2) / 2

    def scale(self, shape):
        """Deviation of the normal law, cut at two deviations, that a weight starts from."""
        return self.deviation / models.TRUNCATED

    def draw(self, ops):
        """Draws a batch: tokens [batch, T, width] and the states that follow [batch, T, n]."""
        transitions = ops.orthogonal((self.batch, FEATURES, FEATURES))
        noise = NOISE * ops.normal((self.batch, TOKENS, FEATURES))
        states = [2 * ops.uniform((self.batch, FEATURES)) - 1]
        for t in range(TOKENS):
            states.append(ops.einsum("bij,bj->bi", transitions, states[-1]) + noise[:, t])
        states = ops.stack(states, 1)
        seen = states[:, :-1]
        return (seen if self.embedding else constructed(ops, seen)), states[:, 1:]

    def loss(self, ops, by_hand, params, tokens, labels):
        """Half the squared error of a state, a mean over positions and sequences."""
        told = self.read(ops, by_hand, params, tokens)
        return 0.5 * ((told - labels) ** 2).sum(-1).mean()

    def read(self, ops, by_hand, params, tokens):
        h = tokens @ params["embed"] if self.embedding else tokens
        last = len(self.layers) - 1
        for layer, kind in enumerate(self.layers):
            wq, wk, wv, wo = [params["%s%d" % (w, layer)] for w in ("wq", "wk", "wv", "wo")]
            looked = self.coded(ops, h) if self.embedding and layer == 0 else h
            read = h
            if by_hand and not self.embedding and layer == 0:  # slot 0 holds zeros
                wq, wk, wv = (w[FEATURES:] for w in (wq, wk, wv))
                looked = read = h[..., FEATURES:]
            q, k, v = (self.split(x) for x in (looked @ wq, looked @ wk, read @ wv))
            if kind == "mesa":
                q = ops.preconditioned(q, k, params["lambda%d" % layer])
            mix = self.mixed(ops, kind, q, k, v)
            if by_hand and not self.embedding and layer == last:
                h, wo = h[..., :FEATURES], wo[:, :FEATURES]
            h = h + mix @ wo
            if self.token_clip:
                h = ops.clip(h, self.token_clip)
        return h @ params["read"] if self.embedding else h[..., :FEATURES]

    def split(self, x):
        return x.reshape(x.shape[0], TOKENS, self.heads, self.key)

    def mixed(self, ops, kind, q, k, v):
        scores = ops.einsum("bthf,bshf->bhts", q, k)
        earlier = ops.array([[s <= t for s in range(TOKENS)] for t in range(TOKENS)])
        if kind == "softmax":
            scores = ops.softmax(ops.where(earlier, scores / math.sqrt(self.key), -1e30))
        else:
            scores = ops.where(earlier, scores, 0.0)
        return ops.einsum("bhts,bshf->bthf", scores, v).reshape(-1, TOKENS, self.heads * self.key)

    def coded(self, ops, h):
        code = ops.array(models.positional_encoding(TOKENS, self.width))
        return ops.concat([h, ops.broadcast_to(code, h.shape)], -1)


def constructed(ops, states):
    """Tokens (0, s_t, s_t, s_{t-1})."""
    none = 0 * states
    before = ops.concat([none[:, :1], states[:, :-1]], 1)
    return ops.concat([none, states, states, before], -1)


def linear(depth, heads):
    return SequenceModel("lsa-%d" % depth, "%d layers, causal linear" % depth, ("linear",) * depth, heads, 20, 2e-4, 0, 4)


ALL = (
    linear(1, 2),
    linear(4, 4),
    SequenceModel("mesa-1", "one mesa layer", ("mesa",), 4, 20, 2e-4, 0, 4),
    SequenceModel("causal-3", "3 layers, causal softmax, raw", ("softmax",) * 3, 4, 20, 0.05, 40),
)
