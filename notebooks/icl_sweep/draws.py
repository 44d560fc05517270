"""Random numbers as the program draws them: the same generators, and its 32-bit arithmetic bit by bit.

A task's numbers are a function of (seed, stream, step, number of the task) alone. Arrays have the task first.
Threefry-4x32-20: Salmon et al. (2011), doi.org/10.1145/2063384.2063405; xoshiro128+: Blackman and Vigna (2018);
coefficients of logarithm, sine and cosine from Moshier's Cephes library (logf, sinf, cosf).
"""

from fractions import Fraction
from statistics import NormalDist

import numpy as np

F = np.float32
U = np.uint32

# streams of a trial
EVAL, OOD, ROTATION, TEACHER = 3, 4, 7, 9

_ROTATIONS = ((10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20))
_PARITY = 0x1BD11BDA

_LOG = [F(c) for c in (7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1)]
_LN2_HIGH, _LN2_LOW = F(0.693359375), F(-2.12194440e-4)
_SIN = F(-1.9515295891e-4), F(8.3321608736e-3), F(-1.6666654611e-1)
_COS = F(2.443315711809948e-5), F(-1.388731625493765e-3), F(4.166664568298827e-2)
_EXP = [F(float.fromhex(c)) for c in ("0x1.0FA32Cp-7", "0x1.573A24p-5", "0x1.555A7Ap-3", "0x1.FFFDC6p-2", "0x1.FFFFF6p-1")]
_LOG2_E, _MINUS_LN2 = F(float.fromhex("0x1.715476p0")), F(float.fromhex("-0x1.62E430p-1"))
_EXP_ROUND, _ROUND = F(float.fromhex("0x1.8000FEp23")), F(float.fromhex("0x1.8p23"))
_MINUS_QUARTER = [F(float.fromhex(c)) for c in ("-0x1.921FB6p0", "0x1.777A5Cp-25", "0x1.EE59DAp-50")]
_ONE, _ROOT_HALF = 0x3F800000, 0x3F3504F3


def fma(x, y, z):
    """x y + z of 32-bit floats, rounded once.

    The product is exact in 64 bits; their sum is rounded to odd, so that rounding it again changes nothing (Boldo and
    Melquiond 2008, doi.org/10.1109/TC.2007.70819).
    """
    product = np.asarray(np.multiply(x, y, dtype=float))
    total = np.asarray(product + z)
    back = total - product
    lost = (product - (total - back)) + (z - back)
    bits = total.view(np.int64)
    away = np.where((lost > 0) == (total > 0), 1, -1)
    return np.where((lost != 0) & (bits % 2 == 0), bits + away, bits).view(float).astype(F)


def dot(x, y, start=0):
    """Sums of products over the last axis, the first first, each a fused multiply-add."""
    total = np.full(np.broadcast_shapes(x.shape, y.shape)[:-1], start, F) if np.isscalar(start) else start
    for k in range(max(x.shape[-1], y.shape[-1])):
        total = fma(x[..., k], y[..., k], total)
    return total


def product(x, y, start=0):
    """x y of matrices [..., r, k] and [..., k, c], as `dot` sums."""
    return dot(x[..., :, None, :], np.swapaxes(y, -1, -2)[..., None, :, :], start)


def threefry(key, counter):
    """The images of counters [4, n] under a key of four words, or as many."""
    key = [np.asarray(word, U) for word in key]
    schedule = [*key, U(_PARITY) ^ key[0] ^ key[1] ^ key[2] ^ key[3]]
    x = [np.asarray(word, U) + schedule[k] for k, word in enumerate(counter)]
    for step in range(20):
        for (a, b), distance in zip(((0, 1), (2, 3)) if step % 2 == 0 else ((0, 3), (2, 1)), _ROTATIONS[step % 8]):
            x[a] = x[a] + x[b]
            x[b] = (x[b] << U(distance) | x[b] >> U(32 - distance)) ^ x[a]
        if step % 4 == 3:
            number = step // 4 + 1
            x = [word + schedule[(number + k) % 5] for k, word in enumerate(x)]
            x[3] = x[3] + U(number)
    return np.stack(x)


class Generators:
    """xoshiro128+ of a task each, started by Threefry: numbers are drawn for all tasks together."""

    def __init__(self, seed, stream, step, first, tasks):
        numbers = np.arange(first, first + tasks, dtype=U)
        counter = numbers, np.full(tasks, step, U), np.zeros(tasks, U), np.zeros(tasks, U)
        self.state = threefry((seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF, stream, 0), counter)

    def words(self, count):
        """So many draws of 32 bits: [count, n]."""
        drawn = np.empty((count, self.state.shape[1]), U)
        s0, s1, s2, s3 = self.state
        for k in range(count):
            drawn[k] = s0 + s3
            s2, s3 = s2 ^ s0, s3 ^ s1
            s0, s1, s2 = s0 ^ s3, s1 ^ s2, s2 ^ s1 << U(9)
            s3 = s3 << U(11) | s3 >> U(21)
        self.state = np.stack((s0, s1, s2, s3))
        return drawn

    def _bits(self, count):
        return (self.words(count) >> U(8)).astype(np.int32)

    def uniform(self, shape, half_width):
        """U(-a, a): [n, *shape]."""
        return _shaped(self.words(int(np.prod(shape))).view(np.int32).astype(F) * (F(half_width) * F(2.0**-31)), shape)

    def normal(self, shape, deviation):
        """N(0, s²), two by each pair of draws (Box and Muller 1958); what is left of a pair is not kept."""
        count = int(np.prod(shape))
        bits = self._bits(count + count % 2)
        radius = F(deviation) * np.sqrt(F(-2) * _log_of_fraction(bits[::2] + 1))
        sine, cosine = _turned(bits[1::2])
        pairs = np.stack((radius * cosine, radius * sine), 1)
        return _shaped(pairs.reshape(bits.shape)[:count], shape)

    def exponential(self, shape, scale):
        """Of rate 1, times a scale."""
        return _shaped(_log_of_fraction(self._bits(int(np.prod(shape))) + 1) * F(-scale), shape)

    def laplace(self, shape, scale):
        """An exponential draw and its sign."""
        words = self.words(2 * int(np.prod(shape)))
        size = _log_of_fraction((words[::2] >> U(8)).astype(np.int32) + 1) * F(-scale)
        return _shaped(np.where(words[1::2] >> U(31) == 1, -size, size), shape)

    def one_hot(self, columns):
        """One of some columns is 1: [n, columns]."""
        chosen = self._bits(1)[0] * columns >> 24
        return (np.arange(columns) == chosen[:, None]).astype(F)

    def replace_some(self, values, others, count):
        """So many of the values [n, rows], anew for each task, by others."""
        rows = values.shape[1]
        bits, left = self._bits(rows), np.full(len(values), count, F)
        taken = np.empty(values.shape, bool)
        for t in range(rows):
            taken[:, t] = bits[t].astype(F) * F((rows - t) * 2.0**-24) < left
            left = left - taken[:, t]
        return np.where(taken, others, values)

    def gamma(self, shape, count):
        """Gamma(k), so many of a task, in 64 bits, by rejection (Marsaglia and Tsang 2000): [n, count]; the generators stay as they are.

        The normal draws and logarithms here may err by some 10⁻¹⁶ otherwise than the program's.
        """
        d = (shape + 1 if shape < 1 else shape) - 1 / 3
        c = 1 / np.sqrt(9 * d)
        keys = np.repeat(self.state, count, 1)
        index = np.tile(np.arange(count, dtype=U), self.state.shape[1])
        normal = np.vectorize(NormalDist().inv_cdf, otypes=[float])
        drawn, left, turn = np.empty(len(index)), np.arange(len(index)), 0
        while len(left):
            words = _counted(keys[:, left], index[left], turn)
            z, u = normal(_fraction(*words[:2])), _fraction(*words[2:])
            v = (1 + c * z) ** 3
            with np.errstate(invalid="ignore", divide="ignore"):
                accepted = (v > 0) & (np.log(u) < z * z / 2 + d - d * v + d * np.log(v))
            drawn[left[accepted]] = d * v[accepted]
            left, turn = left[~accepted], turn + 1
        if shape < 1:
            drawn *= _fraction(*_counted(keys, index, 0xFFFFFFFF)[:2]) ** (1 / shape)
        return drawn.reshape(-1, count)


def _counted(keys, index, turn):
    """Draws by number under keys of their own."""
    zeros = np.zeros_like(index)
    return threefry(keys, (index, zeros + U(turn), zeros, zeros))


def _fraction(high, low):
    """The middle of one of 2⁵³ parts of (0, 1)."""
    return (((high.astype(np.uint64) << np.uint64(32) | low.astype(np.uint64)) >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53


def _shaped(elements, shape):
    return np.ascontiguousarray(elements.T).reshape(-1, *shape)


def _log_of_fraction(n):
    """ln(n 2⁻²⁴) for n from 1 to 2²⁴."""
    bits = n.astype(F).view(np.int32) + np.int32(_ONE - _ROOT_HALF)
    e = ((bits >> 23) - 127 - 24).astype(F)
    x = ((bits & 0x7FFFFF) + np.int32(_ROOT_HALF)).view(F) - F(1)
    z = x * x
    y = np.full_like(x, _LOG[0])
    for coefficient in _LOG[1:]:
        y = fma(y, x, coefficient)
    y = fma(e, _LN2_LOW, (y * x) * z)
    return fma(e, _LN2_HIGH, x + fma(F(-0.5), z, y))


def _sine_of_remainder(x):
    z = x * x
    return fma(fma(fma(_SIN[0], z, _SIN[1]), z, _SIN[2]) * z, x, x)


def _cosine_of_remainder(x):
    z = x * x
    return fma(fma(fma(_COS[0], z, _COS[1]), z, _COS[2]) * z, z, fma(F(-0.5), z, F(1)))


def _turned(k):
    """Sine and cosine of k 2⁻²⁴ turns."""
    quarters = k + (1 << 21) >> 22
    x = (k - (quarters << 22)).astype(F) * F(2 * np.pi / (1 << 24))
    sine, cosine, swap = _sine_of_remainder(x), _cosine_of_remainder(x), quarters & 1 != 0
    return (
        np.where(swap, cosine, sine) * np.where(quarters & 2 != 0, F(-1), F(1)),
        np.where(swap, sine, cosine) * np.where(quarters + 1 & 2 != 0, F(-1), F(1)),
    )


def sin(x):
    """The program's sine of angles up to 8192."""
    t = fma(x, F(2 / np.pi), _ROUND)
    quarters, r = t.view(np.int32), x
    for part in _MINUS_QUARTER:
        r = fma(t - _ROUND, part, r)
    wave = np.where(quarters & 1 == 0, _sine_of_remainder(r), _cosine_of_remainder(r))
    return np.where(quarters & 2 == 0, wave, -wave)


def _exp(x):
    y = np.maximum(x, F(-88))
    t = fma(y, _LOG2_E, _EXP_ROUND)
    power = (t.view(np.int32) << 23).view(F)
    r = fma(t - _EXP_ROUND, _MINUS_LN2, y)
    p = _EXP[0]
    for coefficient in _EXP[1:]:
        p = fma(p, r, coefficient)
    return fma(r * power, p, power)


def gelu(x):
    """The program's GELU, by tanh."""
    root = 2 * np.sqrt(2 / np.pi)
    e = _exp(np.abs(x) * fma(x * x, -F(root * 0.044715), -F(root)))
    high = F(1) / (F(1) + e)
    return x * np.where(x < 0, e * high, high)


def orthonormal(x):
    """Rows [n, r, r + c] made orthonormal by their first r columns, one after the other, twice over each."""
    rows = x.shape[1]
    out = np.zeros_like(x)
    for j in range(rows):
        row = x[:, j].copy()
        row[:, j] += F(2.0**-60)
        for _ in range(2 if j else 0):
            along = product(row[:, None, :rows], np.swapaxes(out[:, :j, :rows], 1, 2))
            row = row - product(along, out[:, :j])[:, 0]
        out[:, j] = fma(F(1) / np.sqrt(dot(row[:, :rows], row[:, :rows]))[:, None], row, F(0))
    return out


def orthogonal(size, seed, stream):
    """A matrix from the Haar measure, the same for all tasks: Gram and Schmidt's twice, in 64 bits."""
    columns = Generators(seed, stream, 0, 0, 1).normal((size, size), 1)[0].astype(float).tolist()
    for j, column in enumerate(columns):
        for before in 2 * columns[:j]:
            along = _sum(before, column)
            column[:] = [_fused(-along, a, b) for a, b in zip(before, column)]
        length = np.sqrt(_sum(column, column))
        column[:] = [float(each / length) for each in column]
    return np.array(columns, F).T


def _sum(a, b):
    total = 0.0
    for x, y in zip(a, b):
        total = _fused(x, y, total)
    return total


def _fused(x, y, z):
    """x y + z of 64-bit floats, rounded once."""
    return float(Fraction(x) * Fraction(y) + Fraction(z))
