#!/usr/bin/env python3
"""Times the quickstart from nothing, and what its training would take in JAX.

The quickstart is run as a user runs it, with as many seeds as asked for, into a folder of its own: from
the command typed to the prompt, learners, measuring and the table included. JAX trains the same models
by hand (see worker-kernels/src/test/python/models.py), all seeds of a batch under one vmap, on all cores;
a few steps are timed and multiplied up, and nothing is measured, which is in JAX's favour.

The checkout must be built (run ./icl-sweep once). JAX: pip install jax optax; if absent, it is left out.

examples:
  quickstart_speed.py                        1,024 trials: 256 seeds, four settings
  quickstart_speed.py --seeds 32             the quickstart as it is

exit codes: 0 done, 1 the quickstart failed, 2 usage
"""

import argparse
import dataclasses
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[4]
STEPS = 2000
SETTINGS_A_HEAD_COUNT = 2
HEADS = (1, 2)


def quickstart(seeds):
    """Seconds of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["./icl-sweep", "run", "conf/quickstart.conf", "--out", os.path.join(folder, "results")]
        command += ["--set", "sweep.grid.seed=0..%d" % (seeds - 1)]
        start = time.monotonic()
        done = subprocess.run(command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        if done.returncode:
            sys.exit("%s ended with %d:\n%s" % (" ".join(command), done.returncode, done.stdout[-2000:]))
        return time.monotonic() - start


def jax_milliseconds(heads, seeds, rounds):
    """Milliseconds of each round of ten steps, a step and a seed."""
    import jax
    import jax.numpy as jnp
    import optax

    import models
    import peer_jax

    model = dataclasses.replace(models.MODELS["1t1"], heads=heads)
    loss = lambda *args: models.loss(peer_jax.Ops(), model, True, *args)
    optimizer = optax.chain(
        optax.clip_by_global_norm(models.CLIP_NORM),
        optax.adam(models.LEARNING_RATE, models.BETA1, models.BETA2, models.EPSILON),
    )

    def start(seed):
        params = {}
        for k, (weight, shape) in enumerate(model.shapes().items()):
            law = jax.random.truncated_normal(jax.random.fold_in(jax.random.key(seed), k), -2, 2, shape)
            params[weight] = law * model.scale(shape)
        return params, optimizer.init(params)

    def step(params, state, seed, count):
        key = jax.random.fold_in(jax.random.key(1000 + seed), count)
        value, gradient = jax.value_and_grad(loss)(params, *models.draw(peer_jax.Ops(key, True), model.task))
        updates, state = optimizer.update(gradient, state, params)
        return optax.apply_updates(params, updates), state, value

    numbers = jnp.arange(seeds)
    params, state = jax.vmap(start)(numbers)
    together = jax.jit(jax.vmap(step, in_axes=(0, 0, 0, None)), donate_argnums=(0, 1))
    times = []
    for number in range(rounds + 1):
        began = time.monotonic()
        for count in range(10):
            params, state, value = together(params, state, numbers, 10 * number + count)
        value.block_until_ready()
        times.append(1e3 * (time.monotonic() - began) / 10 / seeds)
    return times[1:], jax.__version__  # the first compiles


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=256, help="of the quickstart (default: 256)")
    parser.add_argument("--vmapped", type=int, default=16, help="seeds that JAX trains together (default: 16)")
    parser.add_argument("--rounds", type=int, default=5, help="of ten steps that JAX is timed for (default: 5)")
    arguments = parser.parse_args()
    trials = len(HEADS) * SETTINGS_A_HEAD_COUNT * arguments.seeds
    own = quickstart(arguments.seeds)
    print("%d trials, %s, %d cores" % (trials, platform.processor() or platform.machine(), os.cpu_count()))
    print("icl-sweep          %8.0f s, from the command to the prompt" % own)
    os.environ["XLA_FLAGS"] = ""  # all cores
    sys.path.insert(0, str(ROOT / "worker-kernels/src/test/python"))
    try:
        measured = [jax_milliseconds(heads, arguments.vmapped, arguments.rounds) for heads in HEADS]
    except ImportError as missing:
        print("JAX is left out: %s. To have it: %s -m pip install jax optax" % (missing, sys.executable))
        return
    total = 0
    for heads, (times, version) in zip(HEADS, measured):
        typical = statistics.median(times)
        total += 1e-3 * typical * STEPS * SETTINGS_A_HEAD_COUNT * arguments.seeds
        spread = "%.2f to %.2f" % (min(times), max(times))
        print("JAX %s, %d heads %8.2f ms a step and seed (%s)" % (version, heads, typical, spread))
    print("JAX in all         %8.0f s, training alone: %.0f times as long" % (total, total / own))


if __name__ == "__main__":
    main()
