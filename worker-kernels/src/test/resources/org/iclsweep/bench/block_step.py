"""The step of block_step.c as the original code of Ahn et al. (2023) has it: tokens of d + 1 features, a matrix of zeros and
ones that hides the query, autograd, Adam; one thread.

    python3 block_step.py batch.bin 10
"""

import sys
import time

import numpy
import torch

torch.set_num_threads(1)
path, seconds = sys.argv[1], float(sys.argv[2])
with open(path, "rb") as file:
    blocks, n = numpy.fromfile(file, "<i4", 2)
    d = 5
    parameters = numpy.fromfile(file, "<f4", 6 * d * d).reshape(3, 2, d, d)
    rest = numpy.fromfile(file, "<f4").reshape(blocks, -1, 16)
tokens = rest[:, :-1].reshape(blocks, n + 1, d + 1, 16).transpose(0, 3, 1, 2).reshape(-1, n + 1, d + 1)
Z0 = torch.from_numpy(tokens.copy())
target = torch.from_numpy(rest[:, -1].reshape(-1).copy())
A = torch.tensor(parameters[:, 0], requires_grad=True)
B = torch.tensor(parameters[:, 1], requires_grad=True)
mask = torch.eye(n + 1)
mask[n, n] = 0


def padded(matrix, corner):
    whole = torch.nn.functional.pad(matrix, (0, 1, 0, 1))
    label = torch.zeros(d + 1, d + 1)
    label[d, d] = corner
    return whole + label


def loss():
    Z = Z0
    for layer in range(3):
        Q = padded(A[layer], 0.0)
        P = padded(B[layer], 1.0)
        scores = torch.einsum("bsi,ij,btj->bts", Z, Q, Z)
        values = torch.einsum("bsi,ij->bsj", Z, P)
        Z = Z + torch.einsum("bts,su,buj->btj", scores, mask, values) / n
    return 0.5 * (target + Z[:, n, d]).square().mean()


optimizer = torch.optim.Adam([A, B], lr=1e-3)


def step():
    optimizer.zero_grad()
    value = loss()
    value.backward()
    return value.item()


start = step()
norm = torch.sqrt(A.grad.square().sum() + B.grad.square().sum()).item()
best, end = 1e30, time.perf_counter() + seconds
while time.perf_counter() < end or best == 1e30:
    before = time.perf_counter()
    step()
    optimizer.step()
    best = min(best, time.perf_counter() - before)
print("%.9g %.9g %.1f" % (start, norm, 1e6 * best))
