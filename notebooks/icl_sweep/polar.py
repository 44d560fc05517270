"""The views in Polars, without SQL: the same rows by other means."""

import math

import polars as pl

from . import described, events, valleys

TYPES = {
    "string": pl.String,
    "boolean": pl.Boolean,
    "int": pl.Int32,
    "bigint": pl.Int64,
    "float": pl.Float32,
    "double": pl.Float64,
    "timestamp": pl.Datetime("us", "UTC"),
}

SETTING = [name for name in described.PARAMETERS if name != "seed"]


def type_of(described_type):
    if isinstance(described_type, str):
        return TYPES[described_type]
    if isinstance(described_type, list):
        return pl.List(type_of(described_type[0]))
    return pl.Struct({name: type_of(each) for name, each in described_type.items()})


def schema_of(fields):
    return {name: type_of(each) for name, each in fields.items()}


def median(values):
    """As SQL has it: NaN is greater than every number."""
    values = sorted((value for value in values if value is not None), key=lambda value: (math.isnan(value), value))
    middle = len(values) // 2
    return None if not values else (values[middle] + values[-middle - 1]) / 2


class Polar:
    """A table's views, each made when it is asked."""

    name = "polars"

    def __init__(self, files, ids, rule, older):
        self.rule, self.older = rule, older
        every = pl.LazyFrame(schema=schema_of(described.COLUMNS))
        scans = [pl.scan_parquet(file, hive_partitioning=False) for file in files]
        self.records = pl.concat([every, *scans], how="diagonal_relaxed").select(list(described.COLUMNS))
        if ids is not None:
            self.records = self.records.filter(pl.col("trial_id").is_in(list(ids)))

    def view(self, view, kind):
        if view == "records":
            frame = self.records.collect()
        elif view in described.MEASURES:
            frame = self._flat(view)
        else:
            frame = getattr(self, "_" + view)()
        return (frame if kind is None else frame.filter(pl.col("kind") == kind)).to_arrow()

    def rows(self, columns, id=None):
        chosen = self.records if id is None else self.records.filter(pl.col("trial_id") == id)
        return chosen.select(list(columns)).collect().to_dicts()

    def _flat(self, view):
        column, fields = described.MEASURES[view]
        frame = self.records.select("trial_id", "kind", *described.PARAMETERS, point=column).collect()
        if view in described.DERIVED and frame["point"].null_count():
            raise ValueError(self.older.format(view))
        of = [pl.col("point").struct.field(field).alias(shown) for field, shown in fields.items()]
        rows = frame.filter(pl.col("point").list.len() > 0).explode("point")
        return rows.select("trial_id", "kind", *described.PARAMETERS, *of)

    def _judged(self, *columns):
        """Trained models, with what befell their losses (events) and gradient descent as held against them (gd)."""
        needed = dict.fromkeys((*columns, "curve", "zero_loss", "learners", "outcome", "outcome_step", "stopped_step"))
        frame = self.records.filter(pl.col("kind") == "transformer").select(list(needed)).collect()
        told, gds = [], []
        asked = frame.select("curve", "zero_loss", "learners", "outcome", "outcome_step", "stopped_step")
        for curve, zero, learners, outcome, outcome_step, stopped_step in asked.iter_rows():
            befell = events.learning_events(
                _field(curve, "step"),
                _field(curve, "eval_loss"),
                zero,
                _field(learners, "learner"),
                _field(learners, "loss"),
                _field(learners, "loss_standard_error"),
                outcome_step if outcome == "diverged" else None,
                self.rule,
            )
            early = stopped_step is not None and befell is not None and befell["learnt_step"] is None
            told.append(None if early else befell)  # stopped before it had learnt by this rule: who knows
            gds.append(next((each["loss"] for each in learners or () if each["learner"] == "gd"), None))
        return frame.with_columns(
            pl.Series("events", told, type_of(events.EVENTS)), pl.Series("gd_loss", gds, pl.Float64)
        )

    def _trials(self):
        left = """outcome outcome_step failure_class failure_message zero_loss zero_loss_standard_error final_loss
            final_loss_standard_error interpolated_loss interpolated_loss_standard_error""".split()
        frame = self._judged("trial_id", "kind", *described.PARAMETERS, *left, "kept_step", "stopped_step", "provenance")
        return frame.select(
            "trial_id",
            "kind",
            *described.PARAMETERS,
            *left,
            pl.col("events").struct.field("crossed_step").alias("transition_step"),
            "kept_step",
            "stopped_step",
            *(pl.col("provenance").struct.field(field) for field in ("seconds", "finished_at")),
        )

    def _transitions(self):
        frame = self._judged("trial_id", *described.PARAMETERS, "final_loss", "stopped_step")
        of = pl.col("events").struct
        ever = {
            name: pl.when(pl.col("events").is_not_null()).then(of.field(f"{name}_step").is_not_null())
            for name in ("crossed", "learnt", "relapsed")
        }
        ever["relapsed"] = pl.when(pl.col("stopped_step").is_null()).then(ever["relapsed"])  # it was not seen
        moments = [f"{name}_{field}" for name in ever for field in ("step", "after", "by")]
        return frame.select(
            "trial_id",
            *described.PARAMETERS,
            "outcome",
            of.field("fate"),
            *(each.alias(name) for name, each in ever.items()),
            *(of.field(moment) for moment in moments),
            of.field("until"),
            ever["crossed"].alias("transitioned"),
            of.field("crossed_step").alias("transition_step"),
            "zero_loss",
            "gd_loss",
            "final_loss",
            pl.when(pl.col("gd_loss") != 0).then(pl.col("final_loss") / pl.col("gd_loss")).alias("ratio"),
        )

    @staticmethod
    def _by_setting(frame):
        """Places of the rows of each setting; lists are no keys."""
        groups = {}
        for place, setting in enumerate(frame.select(SETTING).iter_rows()):
            groups.setdefault(repr(setting), []).append(place)
        return list(groups.values())

    @staticmethod
    def _of_settings(frame, groups, rows, fields):
        """One row a setting; its columns are those of the first of its rows."""
        settings = frame.select(SETTING)[[group[0] for group in groups]]
        return settings.hstack(pl.DataFrame(rows, schema=schema_of(fields), orient="row"))

    def _survival(self):
        frame = self._judged(*described.PARAMETERS).filter(pl.col("events").is_not_null())
        watched = frame["events"].struct.field("watched").to_list()
        groups = self._by_setting(frame)
        falls = [events.survival([watched[place] for place in group]) for group in groups]
        frames = [
            self._of_settings(frame, [group] * len(each), [tuple(fall.values()) for fall in each], events.FALL)
            for group, each in zip(groups, falls)
        ]
        none = self._of_settings(frame, [], [], events.FALL)
        return pl.concat([none, *frames])

    def _phases(self):
        frame = self._transitions()
        halves = {}
        for *setting, step, share in self._survival().select(*SETTING, "step", "survival").iter_rows():
            if share <= 0.5:
                halves.setdefault(repr(tuple(setting)), step)
        of = frame.select("fate", "crossed", "learnt", "relapsed", "outcome", "ratio").to_dicts()
        groups, rows = self._by_setting(frame), []
        for group in groups:
            seeds = [of[place] for place in group]
            judged = sum(seed["fate"] is not None for seed in seeds)
            learnt = sum(seed["learnt"] is True for seed in seeds)
            ever = [sum(seed[name] is True for seed in seeds) for name in ("crossed", "learnt", "relapsed")]
            fates = [sum(seed["fate"] == fate for seed in seeds) for fate in ("between", "late", "diverged")]
            share = (learnt / judged, *events.exact_interval(learnt, judged)) if judged else (None,) * 3
            half = halves.get(repr(frame.select(SETTING).row(group[0])))
            ratio = median(seed["ratio"] for seed in seeds if seed["outcome"] == "completed")
            rows.append((len(seeds), judged, *ever, *fates, *share, half, ratio))
        counts = "trials judged crossed learnt relapsed between late diverged".split()
        shares = "share share_low share_high median_step median_loss_ratio".split()
        return self._of_settings(
            frame, groups, rows, dict.fromkeys(counts, "bigint") | dict.fromkeys(shares, "double")
        )

    def _valleys(self):
        fits = {}
        of_learner = self.records.filter(pl.col("learner") == "class-s").select("learners", "stationary").collect()
        for learners, stationary in of_learner.iter_rows():
            if stationary:
                fits.setdefault(repr(learners[0]), stationary)
        columns = dict.fromkeys(("trial_id", *described.PARAMETERS, "final_loss"))
        needed = (*columns, "learners", "distances", "kept_step")
        frame = self.records.filter(pl.col("kind") == "transformer").select(needed).collect()
        places, rows = [], []
        for place, row in enumerate(frame.iter_rows(named=True)):
            fit = next((each for each in row["learners"] or () if each["learner"] == "class-s"), None)
            if row["distances"] and repr(fit) in fits:
                valley = valleys.valley(row, row["distances"], row["kept_step"], fits[repr(fit)])
                places.append(place)
                rows.append(tuple((valley or dict.fromkeys(valleys.VALLEY)).values()))
        found = pl.DataFrame(rows, schema=schema_of(valleys.VALLEY), orient="row")
        return frame.select(list(columns))[places].hstack(found)


def _field(structs, name):
    return None if structs is None else [each[name] for each in structs]
