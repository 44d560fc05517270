"""Tasks as the program draws them, from the parameters of a trial alone."""

import numpy as np

from .described import DEFAULTS
from .draws import EVAL, OOD, ROTATION, TEACHER, F, Generators, dot, gelu, orthogonal, orthonormal, product, sin

BLOCK = 1024  # tasks at a time

_OBSERVATION_NOISE = 1 << 8  # beside a stream, what its noise is drawn by

# what an out-of-distribution curve changes, by α: inputs, scale of inputs, scale of the teacher
_SHIFTS = {
    "input-range": lambda inputs, alpha: (inputs | {"scale": inputs["scale"] * alpha}, 1),
    "teacher-scale": lambda inputs, alpha: (inputs, alpha),
    "other-inputs": lambda inputs, alpha: ({"law": "mixture", "scale": alpha, "normalised": True}, 1),
    "other-inputs-teacher-scale": lambda inputs, alpha: ({"law": "mixture", "scale": 1.0, "normalised": True}, alpha),
    "other-inputs-raw": lambda inputs, alpha: ({"law": "mixture", "scale": alpha, "normalised": False}, 1),
}



def shifts(parameters):
    """The words for shifts of a trial's tasks; none of sequences."""
    return {"linear-regression": tuple(_SHIFTS), "sine": tuple(_SHIFTS)[:2]}.get(parameters["task"] or DEFAULTS["task"], ())


def draw(parameters, shift=None, alpha=1.0):
    """The tasks that a trial of these parameters is evaluated on, as `icl-sweep export` writes them; or shifted ones.

    A word that is none of this version's is a KeyError.
    """
    at = DEFAULTS | {name: value for name, value in parameters.items() if value is not None}
    family = {"linear-regression": _Regression, "sine": _Sine, "dynamics": _Sequences}[at["task"]](at, shift, float(alpha))
    stream, count = (EVAL, at["eval_tasks"]) if shift is None else (OOD, at["alpha_tasks"])
    blocks = [
        family.draw(at["eval_seed"], stream, first, min(BLOCK, count - first)) for first in range(0, count, BLOCK)
    ]
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


class _Regression:
    """y = ⟨w, φ(x)⟩: teacher, inputs, then what disturbs labels."""

    def __init__(self, at, shift, alpha):
        self.at = at
        uniform = at["inputs"] == "uniform"
        inputs = {"law": at["inputs"], "scale": at["input_range" if uniform else "input_scale"], "normalised": not uniform and at["normalised"]}
        self.inputs, scale = _SHIFTS[shift](inputs, alpha) if shift else (inputs, 1)
        self.teacher_scale = at["teacher_scale"] * scale
        self.map = _covariance(at) if at["inputs"] == "normal" else None
        self.features = {"none": None, "relu-mlp": _perceptron}[at["features"]]
        if self.features:
            self.features = self.features(at["dim"], at["features_hidden"], at["features_seed"])

    def draw(self, seed, stream, first, tasks):
        at, generators = self.at, Generators(seed, stream, 0, first, tasks)
        teacher = generators.normal((1, at["dim"]), self.teacher_scale)
        context, query = _inputs(generators, self.inputs, at)
        drawn, drawn_teacher = np.concatenate((context, query), 1), teacher
        x = drawn
        if self.map is not None:
            of_inputs, of_teachers = self.map
            x, teacher = product(drawn, of_inputs.T), product(drawn_teacher, of_teachers.T)
        if at["teacher"] == "inverse-covariance":
            labels = dot(drawn, drawn_teacher)
        else:
            labels = dot(self.features(x) if self.features else x, teacher)
        return {
            "context_inputs": x[:, :-1],
            "context_labels": self._disturbed(labels[:, :-1], generators),
            "query_inputs": x[:, -1],
            "targets": labels[:, -1],
        }

    def _disturbed(self, labels, generators):
        noise, distractors = self.at.get("noise"), self.at["distractors"]
        if noise:
            labels = labels + generators.normal(labels.shape[1:], noise)
        if distractors:
            others = generators.normal(labels.shape[1:], 1)
            labels = generators.replace_some(labels, others, distractors)
        return labels


def _inputs(generators, inputs, at):
    """z of the context [n, N, d] and of the query [n, 1, d]."""
    law, scale, context = inputs["law"], inputs["scale"], (at["context"], at["dim"])
    shapes = context, (1, at["dim"])
    if inputs["normalised"]:
        drawn = _inputs(generators, {"law": law, "scale": 1.0, "normalised": False}, at)
        flat = drawn[0].reshape(len(drawn[0]), -1)
        factor = F(scale) / np.sqrt(dot(flat, flat))
        return [each * factor[:, None, None] for each in drawn]
    if law == "mixture":
        weights = generators.one_hot(3)
        candidates = [_independent(generators, each, scale, shapes) for each in ("exponential", "normal", "laplace")]
        return [sum(each * weights[:, k, None, None] for k, each in enumerate(all)) for all in zip(*candidates)]
    if law in ("sphere", "gamma-radius"):
        return _radial(generators, law, scale, at)
    return _independent(generators, law, scale, shapes)


def _independent(generators, law, scale, shapes):
    of_law = {
        "uniform": generators.uniform,
        "normal": generators.normal,
        "exponential": generators.exponential,
        "laplace": generators.laplace,
    }[law]
    return [of_law(shape, scale) for shape in shapes]


def _radial(generators, law, scale, at):
    """Directions of all tokens first, then their radii."""
    tokens, dim = at["context"] + 1, at["dim"]
    g = generators.normal((tokens, dim), 1)
    factor = F(scale) / np.sqrt(dot(g, g))
    if law == "gamma-radius":
        shape = at["radius_shape"]
        factor = factor * np.sqrt(np.sqrt(2 * dim / shape) * generators.gamma(shape, tokens)).astype(F)
    x = g * factor[..., None]
    return x[:, :-1], x[:, -1:]


def _covariance(at):
    """U D, and U or U D⁻¹, of inputs and teachers; None where both are as they are drawn."""
    dim, spectrum = at["dim"], at["spectrum"]
    if at["condition"] != 1:
        spectrum = _SPECTRA[at["spectrum_law"]](np.arange(dim), dim, at["condition"])
    inverse = {"isotropic": False, "inverse-covariance": True}[at["teacher"]]
    rotated = {"none": False, "seed": True}[at["rotation"]]
    if not len(spectrum) and not inverse and not rotated:
        return None
    values = np.array(spectrum, float) if len(spectrum) else np.ones(dim)
    turned = orthogonal(dim, at["seed"], ROTATION) if rotated else np.eye(dim, dtype=F)
    of_teachers = 1 / np.sqrt(values) if inverse else np.ones(dim)
    return (turned * np.sqrt(values)).astype(F), (turned * of_teachers).astype(F)


_SPECTRA = {
    "geometric": lambda i, dim, condition: condition ** (-i / (dim - 1.0)),
    "power": lambda i, dim, condition: (i + 1.0) ** (-np.log(condition) / np.log(dim)),
}


def _perceptron(dim, units, seed):
    """φ, a ReLU perceptron with one hidden layer, the same for all tasks."""
    generators = Generators(seed, TEACHER, 0, 0, 1)
    shapes = ((units, dim), dim), ((units,), dim), ((dim, units), units), ((dim,), units)
    inner, inner_bias, outer, outer_bias = (generators.uniform(shape, 1 / np.sqrt(fan_in))[0] for shape, fan_in in shapes)

    def features(x):
        sums = product(x, inner.T, np.broadcast_to(inner_bias, (*x.shape[:-1], units)))
        return product(np.maximum(sums, F(0)), outer.T, np.broadcast_to(outer_bias, x.shape))

    return features


class _Sine:
    """y = A sin(x + φ)."""

    def __init__(self, at, shift, alpha):
        of_shift = {None: (1.0, 1.0), "input-range": (alpha, 1.0), "teacher-scale": (1.0, alpha)}
        wider, larger = of_shift[shift]
        self.context, self.range = at["context"], at["sine_range"] * wider
        least, most = at["amplitude_min"] * larger, at["amplitude_max"] * larger
        self.middle, self.half_width = (least + most) / 2, most - (least + most) / 2
        self.phase_draw = {"same-draw": 0, "independent": 1}[at["amplitude_phase"]]

    def draw(self, seed, stream, first, tasks):
        generators = Generators(seed, stream, 0, first, tasks)
        drawn = generators.uniform((2,), 1)
        quarter = F(np.pi / 2)
        amplitude = drawn[:, 0] * F(self.half_width) + F(self.middle)
        phase = drawn[:, self.phase_draw] * quarter + quarter
        context, query = generators.uniform((self.context, 1), self.range), generators.uniform((1, 1), self.range)
        x = np.concatenate((context, query), 1)
        labels = sin(x[..., 0] + phase[:, None]) * amplitude[:, None]
        return {
            "context_inputs": context,
            "context_labels": labels[:, :-1],
            "query_inputs": query[:, 0],
            "targets": labels[:, -1],
        }


class _Sequences:
    """Observations of h_{t+1} = W f(h_t) + ε: the system, the first state, then noise step by step."""

    def __init__(self, at, shift, alpha):
        self.at = at
        self.fixed = orthogonal(at["dim"], at["teacher_seed"], TEACHER).T if at["transition"] == "fixed" else None
        self.start = {"uniform": Generators.uniform, "normal": Generators.normal}[at["initial"]]
        self.map = None if at["nonlinearity"] == "none" else _state_map(at)

    def draw(self, seed, stream, first, tasks):
        at, generators = self.at, Generators(seed, stream, 0, first, tasks)
        transposed = self._transposed(generators)
        observed, noise = at.get("observed") or 0, at.get("observation_noise")
        shown = generators.normal((observed, at["dim"]), at["observation_scale"]) if observed else None
        states = self._states(generators, transposed)
        s = states if shown is None else product(states, np.swapaxes(shown, 1, 2))
        if noise:
            beside = Generators(seed, stream + _OBSERVATION_NOISE, 0, first, tasks)
            s = s + np.stack([beside.normal(s.shape[2:], noise) for _ in range(s.shape[1])], 1)
        here, before = s[:, :-1], np.concatenate((np.zeros_like(s[:, :1]), s[:, :-2]), 1)
        return {"tokens": np.concatenate((np.zeros_like(here), here, here, before), -1), "targets": s[:, 1:]}

    def _transposed(self, generators):
        """Wᵀ."""
        at, dim = self.at, self.at["dim"]
        if at["transition"] == "fixed":
            return self.fixed
        normals = generators.normal((dim, dim), 1)
        return {"orthogonal": orthonormal, "contracting": lambda columns: self._contracting(columns, generators)}[at["transition"]](normals)

    def _contracting(self, columns, generators):
        """W = G diag(e) G⁻¹ of columns of G, G = Q R, G⁻¹ = R⁻¹ Qᵀ."""
        least, most, dim = self.at["eigenvalue_min"], self.at["eigenvalue_max"], self.at["dim"]
        drawn = generators.uniform((dim - 1,), (most - least) / 2) + F((most + least) / 2)
        eigenvalues = np.concatenate((drawn, np.full((len(drawn), 1), most, F)), 1)
        beside = np.concatenate((columns, np.broadcast_to(np.eye(dim, dtype=F), columns.shape)), 2)
        q, inverse_of_r = np.split(orthonormal(beside), 2, axis=2)
        inverse = product(np.swapaxes(inverse_of_r, 1, 2), q)
        return product(np.swapaxes(inverse, 1, 2), eigenvalues[..., None] * columns)

    def _states(self, generators, transposed):
        """h_1 to h_{T+1}: [n, T + 1, dim]."""
        at = self.at
        h = self._clipped(self.start(generators, (at["dim"],), at["initial_range"]))
        states = [h]
        for _ in range(at["length"]):
            mapped = self.map(h) if self.map else h
            h = product(mapped[:, None], transposed)[:, 0]
            if at.get("noise"):
                h = h + generators.normal((at["dim"],), at["noise"])
            h = self._clipped(h)
            states.append(h)
        return np.stack(states, 1)

    def _clipped(self, h):
        bound = self.at.get("state_clip")
        return np.clip(h, -F(bound), F(bound)) if bound else h


def _state_map(at):
    """f(h) = g / |g|, g = B GELU(A h), the same for all sequences."""
    dim, units, scale = at["dim"], at["perceptron_widening"] * at["dim"], at["perceptron_scale"]
    generators = Generators(at["teacher_seed"], TEACHER, 1, 0, 1)
    inner, outer = (generators.normal(shape, scale)[0] for shape in ((units, dim), (dim, units)))

    def mapped(h):
        g = product(gelu(product(h[:, None], inner.T)), outer.T)[:, 0]
        return g * (F(1) / np.sqrt(dot(g, g)))[:, None]

    return mapped
