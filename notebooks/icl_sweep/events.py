"""What befell the losses of seeds, as docs/table.md defines it: events of a curve, survival, exact intervals.

A port of what the program computes when a table is read (LearningEvents, Survival, Proportion): a test holds the two
together on the same tables.
"""

import functools
import math
import statistics
from dataclasses import dataclass

import numpy as np

Z = statistics.NormalDist().inv_cdf(0.975)

MOST = 0.9  # share of the loss of answering 0 that a goal may have
ERRORS = 5  # standard errors of the gap that it has to exceed
NEAR = 1e-9  # nearer to a half than this, whole numbers decide

EVENTS = {
    "fate": "string",
    "crossed_step": "double",
    "crossed_after": "int",
    "crossed_by": "int",
    "learnt_step": "double",
    "learnt_after": "int",
    "learnt_by": "int",
    "relapsed_step": "double",
    "relapsed_after": "int",
    "relapsed_by": "int",
    "until": "int",
    "watched": {"time": "double", "event": "string"},
}

FALL = {"step": "double", "at_risk": "bigint", "learnt": "bigint", "survival": "double", "low": "double", "high": "double"}


@dataclass(frozen=True)
class Rule:
    """When a model has learnt: its loss stays within a factor of its goal for a number of steps.

    `at` is the word for a learner, or a loss.
    """

    at: str | float = "gd"
    within: float = 1.05
    lasting: int = 100


def _over(a, b):
    """a / b as IEEE 754 has it."""
    with np.errstate(all="ignore"):
        return float(np.float64(a) / np.float64(b))


def _goal(rule, learners, losses, errors):
    """Loss and standard error of the goal, or None."""
    if not isinstance(rule.at, str):
        return float(rule.at), 0.0
    if learners is None or rule.at not in list(learners):
        return None
    place = list(learners).index(rule.at)
    if losses[place] is None:
        return None
    return losses[place], math.nan if errors[place] is None else errors[place]


def _level(zero, goal, error):
    """Whether the goal is clearly better than answering 0."""
    gap = math.hypot(_over(error, goal) * zero, error)
    return goal <= MOST * zero and zero - goal > ERRORS * gap


class _Curve:
    def __init__(self, steps, losses):
        self.steps, self.losses = steps, losses

    def below(self, k, level):
        """The first point from k on that lies at a level or below; the length if none does."""
        while k < len(self.steps) and not self.losses[k] <= level:
            k += 1
        return k

    def above(self, k, level):
        while k < len(self.steps) and self.losses[k] <= level:
            k += 1
        return k

    def moment(self, k, level, floor=-math.inf):
        """Where it comes to a level, and the points before and after; None beyond the last point."""
        if k == len(self.steps):
            return None
        by = self.steps[k]
        if k == 0:
            return float(by), by, by
        after, before, here = self.steps[k - 1], self.losses[k - 1], self.losses[k]
        if math.isfinite(floor) and here > floor:
            part = _over(math.log((before - floor) / (level - floor)), math.log((before - floor) / (here - floor)))
        else:
            part = _over(before - level, before - here)
        step = after + part * (by - after)
        return (min(step, float(by)) if math.isfinite(step) else float(by)), after, by


def learning_events(steps, losses, zero_loss, learners, learner_losses, learner_errors, diverged_at, rule=Rule()):
    """What befell a curve, or None where that cannot be told; the fields are those of `transitions`.

    `watched` is how long the seed was watched, and what ended that: learnt, diverged or censored.
    """
    if steps is None or len(steps) == 0 or zero_loss is None:
        return None
    goal = _goal(rule, learners, learner_losses, learner_errors)
    if goal is None or not _level(zero_loss, *goal):
        return None
    curve = _Curve(list(steps), list(losses))
    middle = (zero_loss + goal[0]) / 2
    bound = min(rule.within * goal[0], middle)
    first = curve.below(0, bound)
    end = curve.above(first, bound)
    while first < len(curve.steps) and curve.steps[end - 1] - curve.steps[first] < rule.lasting:
        first = curve.below(end, bound)
        end = curve.above(first, bound)
    diverged = None if diverged_at is None else (float(diverged_at), diverged_at - 1, diverged_at)
    crossed = curve.moment(curve.below(0, middle), middle)
    learnt = curve.moment(first, bound, goal[0] / math.sqrt(rule.within))
    relapsed = curve.moment(curve.above(first, middle), middle)
    if relapsed is None and learnt is not None:
        relapsed = diverged
    until = curve.steps[-1] if diverged_at is None else diverged_at
    if learnt is not None:
        fate, watched = "learnt" if relapsed is None else "relapsed", (learnt[0], "learnt")
    elif diverged is not None:
        fate, watched = "diverged", (diverged[0], "diverged")
    else:
        fate, watched = "late" if crossed is None else "between", (float(until), "censored")
    events = {"fate": fate, "until": until, "watched": dict(zip(("time", "event"), watched))}
    for name, moment in ("crossed", crossed), ("learnt", learnt), ("relapsed", relapsed):
        for field, value in zip(("step", "after", "by"), moment or (None, None, None)):
            events[f"{name}_{field}"] = value
    return events


class _Survival:
    """One pass over the steps; between two losses of watch all shares are whole numbers over one whole."""

    def __init__(self, seeds):
        self.falls, self.past = [], []
        self.watched = self.whole = seeds
        self.made = self.gone = 0
        self.whole_share, self.lost_share, self.before = 1.0, 0.0, 1.0
        self.a0 = self.a1 = self.a2 = self.b = self.c0 = self.c1 = 0.0

    def add(self, time, learnt, diverged, censored):
        events = learnt + diverged
        s = self.whole_share * (self.whole - self.gone) / self.whole
        self.made += learnt
        self.gone += events
        left = self.lost_share + self.whole_share * (self.whole - self.made) / self.whole
        self._add_error(1 - left, s, learnt, events)
        if learnt > 0:
            self.falls.append(self._fall(time, learnt, self._decided(left)))
            self.before = self.falls[-1]["high"]
        self.watched -= events + censored
        if censored > 0 and self.watched > 0:
            self.past.append((self.whole, self.made, self.whole - self.gone))
            self.lost_share += self.whole_share * (self.gone - self.made) / self.whole
            self.whole_share *= (self.whole - self.gone) / self.whole
            self.whole, self.made, self.gone = self.watched, 0, 0

    def _add_error(self, f, s, learnt, events):
        n = float(self.watched)
        if 0 < events < self.watched:
            a = events / (n * (n - events))
            self.a0 += a
            self.a1 += a * f
            self.a2 += a * f * f
        self.b += s * s * (n - learnt) * learnt / (n * n * n)
        c = s * learnt / (n * n)
        self.c0 += c
        self.c1 += c * f

    def _fall(self, time, learnt, left):
        fall = {"step": time, "at_risk": self.watched, "learnt": learnt}
        if left <= 0:
            return fall | {"survival": 0.0, "low": 0.0, "high": self.before}
        f = 1 - left
        variance = f * f * self.a0 - 2 * f * self.a1 + self.a2 + self.b - 2 * (f * self.c0 - self.c1)
        width = math.exp(Z * math.sqrt(max(variance, 0)) / (left * abs(math.log(left))))
        return fall | {"survival": left, "low": left**width, "high": left ** (1 / width)}

    def _decided(self, left):
        """The share, on the side of a half that it is on before it is rounded."""
        if abs(left - 0.5) > NEAR:
            return left
        whole, learnt, remaining = 1, 0, 1
        for w, l, r in [*self.past, (self.whole, self.made, self.whole - self.gone)]:
            whole, learnt, remaining = whole * w, learnt * w + remaining * l, remaining * r
        side = whole - 2 * learnt
        return 0.5 if side == 0 else min(left, 0.5) if side < 0 else max(left, math.nextafter(0.5, 1))


def survival(seeds):
    """The share that has not learnt after every step at which seeds did, with its 95 % band.

    `seeds` has the `watched` of every seed: {"time": step, "event": "learnt", "diverged" or "censored"}.
    """
    seeds = sorted((seed["time"], seed["event"]) for seed in seeds)
    sweep = _Survival(len(seeds))
    times = {}
    for time, event in seeds:
        times.setdefault(time, {"learnt": 0, "diverged": 0, "censored": 0})[event] += 1
    for time, counts in times.items():
        sweep.add(time, counts["learnt"], counts["diverged"], counts["censored"])
    return sweep.falls


@functools.lru_cache(maxsize=4096)
def exact_interval(successes, trials):
    """The exact (Clopper-Pearson) 95 % interval of a share: (low, high)."""
    if not 0 <= successes <= trials or trials < 1:
        raise ValueError(f"{successes} of {trials} is no share: need 0 <= successes <= trials, trials >= 1")
    low = 0.0 if successes == 0 else _share_at(0.025, successes, trials)
    high = 1.0 if successes == trials else _share_at(0.975, successes + 1, trials)
    return low, high


def _share_at(probability, successes, trials):
    """The share at which so many successes or more have this probability, by bisection."""
    j = np.arange(trials + 1)
    ways = math.lgamma(trials + 1) - np.array([math.lgamma(k + 1) + math.lgamma(trials - k + 1) for k in j])

    def at_least(share):
        terms = np.exp(ways + j * math.log(share) + (trials - j) * math.log1p(-share))
        upper = terms[successes:].sum()
        return upper if upper < 0.5 else 1 - terms[:successes].sum()

    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if not low < middle < high or high - low < 1e-15:
            return middle
        low, high = (middle, high) if at_least(middle) < probability else (low, middle)
