"""The training step in JAX: one jitted function draws, differentiates and updates."""

import math
import os

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
import optax

import models
import peer


class Ops:
    array, sin, stack, einsum, concat, broadcast_to, where, softmax, gelu = map(
        staticmethod,
        (jnp.array, jnp.sin, jnp.stack, jnp.einsum, jnp.concatenate, jnp.broadcast_to, jnp.where, jax.nn.softmax, jax.nn.gelu),
    )

    def __init__(self, key=None, flat=False):
        self.key, self.flat = key, flat

    def clip(self, h, bound):
        return jnp.clip(h, -bound, bound)

    def uniform(self, shape):
        return self._draw(jax.random.uniform, shape)

    def normal(self, shape):
        return self._draw(jax.random.normal, shape)

    def orthogonal(self, shape):
        q, r = jnp.linalg.qr(self.normal(shape))
        return q * jnp.sign(jnp.diagonal(r, axis1=-2, axis2=-1))[..., None, :]

    def preconditioned(self, queries, keys, ridge):
        """R_t q_t, R_t the inverse of I / ridge and all k kᵀ up to token t; [batch, T, heads, key]."""

        def token(inverse, looked):
            query, key = looked
            u = jnp.einsum("bhij,bhj->bhi", inverse, key)
            c = 1 / (1 + (key * u).sum(-1))
            inverse = inverse - (c[..., None] * u)[..., None] * u[..., None, :]
            return inverse, jnp.einsum("bhij,bhj->bhi", inverse, query)

        batch, _, heads, size = keys.shape
        start = jnp.broadcast_to(ridge[:, None, None] * jnp.eye(size), (batch, heads, size, size))
        by_token = lambda x: jnp.moveaxis(x, 1, 0)
        return jnp.moveaxis(jax.lax.scan(token, start, (by_token(queries), by_token(keys)))[1], 0, 1)

    def _draw(self, law, shape):
        self.key, key = jax.random.split(self.key)
        # much faster, for the same numbers: XLA vectorises the generator over a flat array only
        return law(key, (math.prod(shape),)).reshape(shape) if self.flat else law(key, shape)


class Trainer:
    mode = "jit"

    def __init__(self, model, by_hand, seed):
        self.optimizer = optax.chain(
            optax.clip_by_global_norm(models.CLIP_NORM),
            optax.adam(models.LEARNING_RATE, models.BETA1, models.BETA2, models.EPSILON),
        )
        self.loss = lambda *args: model.loss(Ops(), by_hand, *args)
        self.params = {}
        for k, (name, shape) in enumerate(model.shapes().items()):
            w = jax.random.truncated_normal(jax.random.fold_in(jax.random.key(seed), k), -2, 2, shape)
            self.params[name] = w * model.scale(shape) if len(shape) > 1 else jnp.full(shape, model.start(name))
        self.state = self.optimizer.init(self.params)
        self.count = 0

        def draw(count):
            return model.draw(Ops(jax.random.fold_in(jax.random.key(1000 + seed), count), by_hand))

        def step(params, state, count):
            loss, gradient = jax.value_and_grad(self.loss)(params, *draw(count))
            updates, state = self.optimizer.update(gradient, state, params)
            return optax.apply_updates(params, updates), state, loss

        self.draw = jax.jit(draw)
        self.step = jax.jit(step, donate_argnums=(0, 1))

    def run(self, steps):
        for _ in range(steps):
            self.params, self.state, loss = self.step(self.params, self.state, self.count)
            self.count += 1
        return float(loss)

    def labels(self):
        self.count += 1
        return self.draw(self.count)[1].tolist()

    def gradient(self, params, tokens, labels):
        arrays = jax.tree.map(jnp.array, (params, tokens, labels), is_leaf=lambda x: isinstance(x, list))
        loss, gradients = jax.jit(jax.value_and_grad(self.loss))(*arrays)
        return float(loss), {name: g.tolist() for name, g in gradients.items()}


if __name__ == "__main__":
    peer.serve(lambda: "JAX %s, optax %s" % (jax.__version__, optax.__version__), Trainer)
