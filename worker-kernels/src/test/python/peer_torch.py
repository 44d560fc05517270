"""The training step in PyTorch: draws, a compiled loss and its gradient, clipping, fused Adam."""

import functools

import torch

import models
import peer

torch.set_num_threads(1)


class Ops:
    array, sin, stack, einsum = torch.tensor, torch.sin, torch.stack, torch.einsum
    concat, broadcast_to = torch.cat, torch.broadcast_to
    uniform, normal = torch.rand, torch.randn
    softmax = functools.partial(torch.softmax, dim=-1)
    gelu = functools.partial(torch.nn.functional.gelu, approximate="tanh")

    @staticmethod
    def clip(h, bound):
        return h.clamp(-bound, bound)


class Trainer:
    def __init__(self, model, by_hand, seed):
        torch.manual_seed(seed)
        self.params = {}
        for name, shape in model.shapes().items():
            w = torch.nn.init.trunc_normal_(torch.empty(shape), 0, 1, -2, 2)
            w *= model.scale(shape) if len(shape) > 1 else 0
            self.params[name] = w.requires_grad_()
        self.optimizer = torch.optim.Adam(
            self.params.values(), models.LEARNING_RATE, (models.BETA1, models.BETA2), models.EPSILON, fused=True
        )
        self.task = model.task
        self.eager = lambda *args: models.loss(Ops, model, by_hand, *args)
        self.mode, self.loss = "compiled", torch.compile(self.eager)

    def run(self, steps):
        for _ in range(steps):
            # drawn outside of the compiled function: Inductor's own generator takes four times as long
            loss = self.forward(*models.draw(Ops, self.task))
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
        return models.draw(Ops, self.task)[1].tolist()

    def gradient(self, params, tokens, labels):
        params = {name: torch.tensor(w).requires_grad_() for name, w in params.items()}
        loss = self.eager(params, torch.tensor(tokens), torch.tensor(labels))
        loss.backward()
        return float(loss), {name: w.grad.tolist() for name, w in params.items()}


if __name__ == "__main__":
    peer.serve(lambda: "PyTorch %s" % torch.__version__, Trainer)
