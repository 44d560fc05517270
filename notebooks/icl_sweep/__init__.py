"""Results of icl-sweep in Python: views as data frames, weights as arrays, models that answer.

    import icl_sweep

    table = icl_sweep.open("results/quickstart")
    table.trials()                        # a data frame a view: trials, curves, transitions, phases, ...
    table.sql("SELECT heads, count(*) FROM transitions WHERE learnt GROUP BY heads")
    table.weights(id)                     # {"layer0.head0.query": array [m, s], ...}
    table.tasks(id)                       # what it was evaluated on, the program's draws
    table.forward(id, tokens)             # answers, in 64-bit floats
"""

from .events import Rule, exact_interval, learning_events, survival
from .forward import Model
from .table import Table, TableError

__all__ = ["Model", "Rule", "Table", "TableError", "exact_interval", "learning_events", "open", "survival"]


def open(directory, engine=None, frame=None, ids=None, learnt=None):
    """A results directory, open for questions.

    engine: duckdb or polars, which give the same answers; the first that is installed unless told.
    frame: polars, pandas or arrow, what views come as; the first that is installed unless told.
    ids: the rows that are spoken of, by trial_id; all unless told.
    learnt: when a model has learnt, a Rule; as the study says that ran last unless told.
    """
    return Table(directory, engine, frame, ids, learnt)
