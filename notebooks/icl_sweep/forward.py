"""The forward pass of every architecture in 64-bit floats, from the formulas of docs/model.md alone.

Row vectors stand left of matrices. Shapes: n tasks, T tokens, m features of the residual stream, H heads, s key size.
"""

import numpy as np

BLOCK = 256  # tasks at a time, so that scores [n, T, T] stay small


class Model:
    """A trained model: its weights by name, and what it computes.

    `parameters` has the parameter columns of its row, `weights` its matrices: {"layer0.head1.query": [m, s],
    "embedding": [w, m], ...}, rows as inputs.
    """

    def __init__(self, parameters, weights):
        self.parameters = parameters
        self.weights = weights

    def __call__(self, tokens):
        """Answers to tasks: [n] to queries, [n, T, features of an observation] to sequences.

        `tokens` [n, T, w] are the task's own, as `tokens(...)` makes them; a code of positions is put beside them here.
        """
        return self._in_blocks(lambda part: self._answers(self.stream(part)[-1], part), tokens)

    forward = __call__

    def stream(self, tokens):
        """The residual stream [n, T, m]: what enters the first layer, and behind each layer; depth + 1 arrays."""
        at = self.parameters
        e = np.asarray(tokens, float)
        e = np.concatenate([e, np.broadcast_to(code(e.shape[1], at["positions"] or 0), (*e.shape[:2], at["positions"] or 0))], -1)
        if at["embedding"]:
            e = e @ self._of(None, "embedding")
        if at["mlp"] == "before":
            e = self._clip(self._map(e) if at["mlp_residual"] is False else e + at["dampening"] * self._mlp(None, e))
        stream = [e]
        for layer in range(at["depth"]):
            e = self._clip(e + at["dampening"] * self._attention(layer, self._norm(layer, "norm", e)))
            if at["mlp"] == "after":
                e = self._clip(e + at["dampening"] * self._mlp(layer, self._norm(layer, "mlp-norm", e)))
            stream.append(e)
        return stream

    def looks(self, tokens, layer):
        """How tokens look at others in a layer, P of docs/model.md: [n, H, T, keys]."""
        e = self._norm(layer, "norm", self.stream(tokens)[layer])
        return np.stack([self._head(layer, head, e)[0] for head in range(self.parameters["heads"])], 1)

    def products(self, layer, head):
        """W_KQ = W_K W_Qᵀ and W_PV = W_V W_O of a head, [m, m] each."""
        if self.parameters["attention_weights"] == "merged":
            return self._merged(layer, head)
        query, key, value, projection = (
            self._of(layer, name, head) for name in ("query", "key", "value", "projection")
        )
        return key @ query.T, value @ projection

    def loss(self, tokens, targets):
        """Mean over tasks, and positions of sequences, of half the squared error."""
        return float(np.mean(self.losses(tokens, targets)))

    def losses(self, tokens, targets):
        """The same of each task: [n]."""
        error = np.asarray(targets, float) - self(tokens)
        return error**2 / 2 if error.ndim == 1 else (error**2).sum(-1).mean(-1) / 2

    def tokens(self, tasks):
        """This model's tokens [n, T, w] of tasks as `icl-sweep export` writes them."""
        return tokens(self.parameters, tasks)

    @staticmethod
    def _in_blocks(function, tokens):
        return np.concatenate([function(tokens[k : k + BLOCK]) for k in range(0, len(tokens), BLOCK)])

    def _layer(self, layer):
        return None if layer is None else 0 if self.parameters["tied"] else layer

    def _of(self, layer, name, head=None):
        layer = self._layer(layer)
        where = ("" if layer is None else f"layer{layer}.") + ("" if head is None else f"head{head}.")
        return self.weights[where + name]

    def _has(self, layer, name, head=None):
        try:
            return self._of(layer, name, head) is not None
        except KeyError:
            return False

    def _clip(self, e):
        bound = self.parameters["token_clip"]
        return np.clip(e, -bound, bound) if bound else e

    def _norm(self, layer, name, e):
        if not self._has(layer, name + "-scale"):
            return e
        z = (e - e.mean(-1, keepdims=True)) / np.sqrt(e.var(-1, keepdims=True) + 1e-5)
        return self._of(layer, name + "-scale")[0] * z + self._of(layer, name + "-offset")[0]

    def _mlp(self, layer, e):
        a = e @ self._of(layer, "mlp-in")
        if self._has(layer, "mlp-in-bias"):
            a = a + self._of(layer, "mlp-in-bias")[0]
        gelu = self.parameters["mlp_nonlinearity"] == "gelu"
        a = a / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (a + 0.044715 * a**3))) if gelu else np.maximum(a, 0)
        a = a @ self._of(layer, "mlp-out")
        return a + self._of(layer, "mlp-out-bias")[0] if self._has(layer, "mlp-out-bias") else a

    def _map(self, e):
        """The perceptron's values in the place of inputs; the label stays."""
        return np.concatenate([self._mlp(None, e[..., :-1]), e[..., -1:]], -1)

    def _merged(self, layer, head):
        width = self.weights_width(layer, head)
        whole = np.zeros((2, width, width))
        whole[1, -1, -1] = self.parameters["pattern"] != "full"
        for product, name in zip(whole, ("key-query", "value-projection")):
            if self._has(layer, name, head):
                trained = self._of(layer, name, head)
                product[: len(trained), : len(trained)] = trained
        return whole[0], whole[1]

    def weights_width(self, layer, head):
        """m of merged weights, whose blocks leave out the label."""
        return len(self._of(layer, "key-query", head)) + (self.parameters["pattern"] != "full")

    def _attention(self, layer, e):
        out = 0
        for head in range(self.parameters["heads"]):
            looks, values = self._head(layer, head, e)
            out = out + looks[..., : values.shape[1]] @ values
        return out * (np.arange(e.shape[-1]) == e.shape[-1] - 1) if self.parameters["update"] == "label" else out

    def _kind(self, layer):
        kind = self.parameters["attention"]
        first, _, then = kind.partition("-then-")
        return then if then and layer > 0 else first

    def _head(self, layer, head, e):
        """P [n, T, keys] and what it mixes, V W_O [n, values, m]."""
        at, kind = self.parameters, self._kind(layer)
        causal, scored = at["keys"] == "causal", at["keys"] == "scored" and kind == "softmax"
        keyed = e if causal or scored or at["keys"] == "all" else e[:, :-1]
        merged = at["attention_weights"] == "merged"
        _, values = self.products(layer, head)
        size = e.shape[-1] if merged else self._of(layer, "query", head).shape[1]
        q, k = self._queries_and_keys(layer, head, e, keyed, merged)
        if kind == "mesa":
            q, forget = self._solved(layer, head, q, k), self._factor("forget", layer, head)
        scores = self._scale(kind, size, keyed.shape[1]) * (q @ k.transpose(0, 2, 1))
        lag = np.arange(e.shape[1])[:, None] - np.arange(keyed.shape[1])
        if kind == "mesa":
            scores = scores * float(forget) ** np.maximum(lag, 0)
        return _looks(kind, scores, lag < 0 if causal else None), (keyed[:, :-1] if scored else keyed) @ values

    def _queries_and_keys(self, layer, head, e, keyed, merged):
        at = self.parameters
        if merged:
            return e, keyed @ self.products(layer, head)[0]
        read, shown = e, keyed
        if at.get("positions_for") == "first-keys" and layer == 0:
            read = shown = np.concatenate([e, np.broadcast_to(code(e.shape[1], e.shape[2]), e.shape)], -1)
        q, k = read @ self._of(layer, "query", head), shown @ self._of(layer, "key", head)
        norm = at.get("qk_norm")
        return (_unit(q), _unit(k)) if norm == "all" or norm == "after-first" and layer > 0 else (q, k)

    def _scale(self, kind, size, keys):
        root = size**-0.5
        return {
            "by-kind": root if kind == "softmax" else 1,
            "none": 1,
            "inverse-keys": 1 / keys,
            "inverse-root-key-size": root,
        }[self.parameters["score_scale"]]

    def _factor(self, name, layer, head):
        """A head's λ or γ, learned or not."""
        if self._has(layer, name):
            return self._of(layer, name)[0, head]
        start = self.parameters["mesa_lambda_init" if name == "lambda" else "mesa_forget_factor"]
        return float(np.float32(1 if start is None else start))

    def _solved(self, layer, head, q, k):
        """X[t] = Q[t] A[t]⁻¹,  A[t] = γ A[t−1] + K[t]ᵀ K[t],  A[0] = I / λ."""
        forget = self._factor("forget", layer, head)
        a = np.eye(k.shape[-1]) / self._factor("lambda", layer, head) + np.zeros((len(k), 1, 1))
        solved = np.empty_like(q)
        for t in range(q.shape[1]):
            a = forget * a + k[:, t, :, None] * k[:, t, None, :]
            solved[:, t] = np.linalg.solve(a, q[:, t, :, None])[..., 0]
        return solved

    def _answers(self, e, tokens):
        if self.parameters["task"] != "dynamics":
            return -e[:, -1, -1]
        if self._has(None, "read-out"):
            return e @ self._of(None, "read-out")
        return e[..., : tokens.shape[-1] // parts(self.parameters)]


def _unit(vectors):
    return vectors / (1e-16 + np.linalg.norm(vectors, axis=-1, keepdims=True))


def _looks(kind, scores, hidden):
    """P of scores [n, T, keys]; hidden are the pairs of tokens that later ones are in."""
    if kind == "softmax":
        scores = scores if hidden is None else np.where(hidden, -np.inf, scores)
        looks = np.exp(scores - scores.max(-1, keepdims=True))
        return looks / looks.sum(-1, keepdims=True)
    looks = np.maximum(scores, 0) if kind == "relu" else scores
    return looks if hidden is None else np.where(hidden, 0, looks)


def code(length, width):
    """The sinusoidal code of positions [T, P]."""
    place = np.arange(length)[:, None]
    column = np.arange(width)
    angle = place * 1e4 ** -((column - column % 2) / max(width, 1))
    return np.where(column % 2 == 0, np.sin(angle), np.cos(angle))


def parts(parameters):
    """Observations side by side in a token of a sequence."""
    kind = parameters["sequence_tokens"]
    return {"constructed": 4, "raw": 1}.get(kind) or parameters["stack"]


def tokens(parameters, tasks):
    """The tokens [n, T, w] that a model of these parameters reads, of an archive of tasks."""
    if parameters["task"] == "dynamics":
        return _sequence_tokens(parameters, np.asarray(tasks["tokens"], float))
    x, y, query = (np.asarray(tasks[name], float) for name in ("context_inputs", "context_labels", "query_inputs"))
    (n, pairs, dim), step = x.shape, 1 if parameters["tokens"] == "concatenated" else 2
    length, width = step * pairs + 1, dim + 2 - step
    e = np.zeros((n, length, width))
    e[:, 0 : length - 1 : step, :dim] = x
    e[:, step - 1 : length - 1 : step, width - 1] = y
    e[:, -1, :dim] = query
    return e


def _sequence_tokens(parameters, constructed):
    """Of constructed tokens (0, s_t, s_t, s_{t-1}), as archives have them, whatever a trial's are."""
    observed = constructed.shape[-1] // 4
    s = constructed[..., 2 * observed : 3 * observed]

    def before(lag):
        return np.concatenate([np.zeros_like(s[:, :lag]), s[:, : s.shape[1] - lag]], 1)

    kind = parameters["sequence_tokens"]
    if kind == "raw":
        return s
    if kind == "stacked":
        return np.concatenate([before(lag) for lag in range(parameters["stack"])], -1)
    if parameters["slots"] == "inner-zero":
        return np.concatenate([np.zeros_like(s), np.zeros_like(s), s, before(1)], -1)
    return constructed
