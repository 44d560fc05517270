"""The training step in PyTorch: draws, a compiled loss and its gradient, clipping, fused Adam."""

import functools

import torch

import models
import peer

torch.set_num_threads(1)


class Ops:
    array, sin, stack, einsum = torch.tensor, torch.sin, torch.stack, torch.einsum
    concat, broadcast_to, where = torch.cat, torch.broadcast_to, torch.where
    uniform, normal = torch.rand, torch.randn
    softmax = functools.partial(torch.softmax, dim=-1)
    gelu = functools.partial(torch.nn.functional.gelu, approximate="tanh")

    @staticmethod
    def clip(h, bound):
        return h.clamp(-bound, bound)

    @staticmethod
    def orthogonal(shape):
        q, r = torch.linalg.qr(torch.randn(shape))
        return q * r.diagonal(dim1=-2, dim2=-1).sign()[..., None, :]

    @staticmethod
    def preconditioned(queries, keys, ridge):
        """R_t q_t, R_t the inverse of I / ridge and all k kᵀ up to token t; [batch, T, heads, key]."""
        batch, tokens, heads, size = keys.shape
        inverse = (ridge[:, None, None] * torch.eye(size)).expand(batch, heads, size, size)
        answers = []
        for t in range(tokens):
            key = keys[:, t]
            u = torch.einsum("bhij,bhj->bhi", inverse, key)
            c = 1 / (1 + (key * u).sum(-1))
            inverse = inverse - (c[..., None] * u)[..., None] * u[..., None, :]
            answers.append(torch.einsum("bhij,bhj->bhi", inverse, queries[:, t]))
        return torch.stack(answers, 1)


class Trainer:
    def __init__(self, model, by_hand, seed):
        torch.manual_seed(seed)
        self.params = {}
        for name, shape in model.shapes().items():
            w = torch.nn.init.trunc_normal_(torch.empty(shape), 0, 1, -2, 2)
            w = w * model.scale(shape) if len(shape) > 1 else torch.full(shape, model.start(name))
            self.params[name] = w.requires_grad_()
        self.optimizer = torch.optim.Adam(
            self.params.values(), models.LEARNING_RATE, (models.BETA1, models.BETA2), models.EPSILON, fused=True
        )
        self.draw = lambda: model.draw(Ops)
        self.eager = lambda *args: model.loss(Ops, by_hand, *args)
        self.mode, self.loss = "compiled", torch.compile(self.eager)

    def run(self, steps):
        for _ in range(steps):
            # drawn outside of the compiled function: Inductor's own generator takes four times as long
            loss = self.forward(*self.draw())
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.params.values(), models.CLIP_NORM)
            self.optimizer.step()
        return float(loss.detach())

    def forward(self, tokens, labels):
        try:
            return self.loss(self.params, tokens, labels)
        except (torch._dynamo.exc.TorchDynamoException, torch._inductor.exc.InductorError):
            self.mode, self.loss = "eager", self.eager  # most often there is no C++ compiler
            return self.loss(self.params, tokens, labels)

    def labels(self):
        return self.draw()[1].tolist()

    def gradient(self, params, tokens, labels):
        params = {name: torch.tensor(w).requires_grad_() for name, w in params.items()}
        loss = self.eager(params, torch.tensor(tokens), torch.tensor(labels))
        loss.backward()
        return float(loss), {name: w.grad.tolist() for name, w in params.items()}


if __name__ == "__main__":
    peer.serve(lambda: "PyTorch %s" % torch.__version__, Trainer)
