"""What a table holds and what its views ask: described.json, which the program's own tests write and hold."""

import importlib.resources
import json

_described = json.loads((importlib.resources.files(__package__) / "described.json").read_text("utf-8"))

NAMES = _described["views"]

# types: a word, a list in brackets, fields in braces
COLUMNS = _described["columns"]

PARAMETERS = _described["parameters"]

# what tables show of parameters that a study or an older table says nothing of
DEFAULTS = _described["defaults"]

# flat views of what a measure left: its column, and what the view calls its fields
MEASURES = _described["measures"]

# those that follow from other columns, which files may be too old for
DERIVED = _described["derived"]

# the other views, in DuckDB's SQL
QUERIES = {view: "\n".join(lines) for view, lines in _described["queries"].items()}

VIEWS = [*MEASURES, "trials", "transitions", "survival", "phases", "valleys"]

# views of trained models or settings alone, whose rows say no kind
WITHOUT_KIND = [view for view in QUERIES if view != "trials"]
