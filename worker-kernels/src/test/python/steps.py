"""All models whose steps are timed, by the names that StepBenchmark has for them."""

import models
import sequences

MODELS = dict(models.MODELS, **{model.name: model for model in sequences.ALL})
