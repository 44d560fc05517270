"""At which stationary point of class S a trial's weights ended: a port of the program's Valley, held by a test."""

import math

from .described import DEFAULTS

NEAR = math.log(1.1)  # farther from all of them, a trial ended at none

VALLEY = {"point": "int", "point_loss": "double", "shape": "string", "departure": "double", "nearest": "int"}


def is_known(parameters):
    """Whether a trial is a stack of linear attention to the context's pairs and nothing else."""
    at = parameters.get
    return (
        at("task") == "linear-regression"
        and at("attention") == "linear"
        and at("keys") == "context"
        and at("tokens") == "concatenated"
        and at("mlp") == "none"
        and at("norm") == "none"
        and at("embedding") is None
        and at("positions") is None
    )


def valley(parameters, distances, kept_step, points):
    """The nearest point and the departure from it, or None where that cannot be told."""
    parameters = {name: DEFAULTS.get(name) if value is None else value for name, value in parameters.items()}
    if not distances or not points or not is_known(parameters):
        return None
    rates, gammas = _rates(parameters, _last(distances, kept_step))
    found = min(points, key=lambda point: _departure(rates, gammas, point))
    departure = _departure(rates, gammas, found)
    if not math.isfinite(departure):
        return None
    reached = departure <= NEAR
    return {
        "point": found["point"] if reached else None,
        "point_loss": found["loss"] if reached else None,
        "shape": found["shape"] if reached else None,
        "departure": departure,
        "nearest": found["point"],
    }


def _last(distances, kept_step):
    step = max(each["step"] for each in distances) if kept_step is None else kept_step
    frame = max(each["frame"] for each in distances)  # raw, or whitened where there are such
    return [
        each
        for each in distances
        if each["step"] == step and (each["matrix"] != "key-query" or each["frame"] == frame)
    ]


def _rates(parameters, distances):
    """η and γ of every layer."""
    scales = {}
    for each in distances:
        if each["scale"] is not None:
            scales.setdefault((each["matrix"], each["layer"], each["head"]), each["scale"])
    context = parameters["context"]
    size = parameters["key_size"] or parameters["dim"] + 1
    a = {"by-kind": 1, "none": 1, "inverse-keys": 1 / context, "inverse-root-key-size": size**-0.5}
    scale = parameters["dampening"] * a[parameters["score_scale"]]
    rates, gammas = [], []
    for layer in range(parameters["depth"]):
        layer = 0 if parameters["tied"] else layer
        rate = gamma = 0.0
        for head in range(parameters["heads"]):
            keys = scales.get(("key-query", layer, head), math.nan)
            rate -= context * scale * keys
            gamma -= scale * keys * scales.get(("value-projection", layer, head), math.nan)
        rates.append(rate)
        gammas.append(gamma)
    return rates, gammas


def _departure(rates, gammas, point):
    """The largest logarithm of a ratio. Where inputs are not moved layers may change places."""
    moved = bool(point["gammas"])
    pairs = list(zip(rates, point["learning_rates"]) if moved else zip(_sorted(rates), _sorted(point["learning_rates"])))
    if len(rates) != len(point["learning_rates"]):
        return math.inf
    if moved:
        pairs += list(zip(gammas, point["gammas"]))[: len(rates) - 1]
    return max((_ratio(value, of) for value, of in pairs), default=0.0)


def _sorted(values):
    return sorted(values, key=lambda value: (math.isnan(value), value))


def _ratio(value, of):
    ratio = math.copysign(math.inf, value) if of == 0 else value / of
    return abs(math.log(ratio)) if ratio > 0 and math.isfinite(ratio) else math.inf
