"""What both peers do around their library: answer requests, one JSON object a line.

A request names a formulation and asks for times or for a check; an answer is one line
on what was standard output when the process began. A peer defines `version()` and
`Trainer(model, by_hand, seed)` with `run(steps)`, which trains and returns the last loss once it is there,
`labels()`, which draws a batch's, and `gradient(params, tokens, labels)`, which returns a loss and all gradients as nested lists.
"""

import json
import os
import sys
import time

import steps


def serve(version, trainer_type):
    """Answers requests about the one model that the command line names."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is not an answer
    model, trainers = steps.MODELS[sys.argv[1]], {}
    answer(answers, {"version": version()})
    for line in sys.stdin:
        request = json.loads(line)
        key = (request["by_hand"], request.get("seed", 0))
        try:
            if key not in trainers:
                trainers[key] = trainer_type(model, *key)
            answer(answers, DEEDS[request["do"]](trainers[key], request))
        except Exception as failure:
            answer(answers, {"error": "%s: %s" % (type(failure).__name__, failure)})


def answer(stream, content):
    stream.write(json.dumps(content) + "\n")
    stream.flush()


def times(trainer, request):
    """Milliseconds a step, one number for each of `iterations` runs of about `seconds`."""
    results, steps = [], 1
    trainer.run(20)
    while len(results) < request["iterations"]:
        start = time.perf_counter()
        trainer.run(steps)
        spent = time.perf_counter() - start
        if spent >= 0.5 * request["seconds"]:
            results.append(1e3 * spent / steps)
        steps = max(1, min(8 * steps, round(steps * request["seconds"] / spent)))
    return {"ms": results, "mode": trainer.mode}


def train(trainer, request):
    return {"losses": [trainer.run(1) for _ in range(request["steps"])]}


def gradient(trainer, request):
    loss, gradients = trainer.gradient(request["params"], request["tokens"], request["labels"])
    return {"loss": loss, "gradients": gradients}


def labels(trainer, request):
    return {"labels": trainer.labels()}


DEEDS = {"times": times, "train": train, "gradient": gradient, "labels": labels}
