#!/usr/bin/env python3
"""Measures what the engine costs beside the trials' own arithmetic, and prints it beside its targets.

  start-up      from `./icl-sweep run` typed to the first trial training, on a built checkout: of a study that
                has no learners to fit before it, and of conf/quickstart.conf, which has
  no-op trials  the whole way from plan to table, with trials that do nothing
  100 ms, 1 s   core-seconds of trials that keep a core busy so long, over those of two cores from the first
                trial's start to the last one's end

Needs a built checkout with its test classes: mvn -q test-compile, then ./icl-sweep --version. Nothing else
should run on the machine, which has to have two cores or more.

examples:
  engine_speed.py
  engine_speed.py --rounds 5 --trials 200000
  JAVA_HOME=/jdk-25 engine_speed.py

exit codes: 0 done, 1 something could not be measured, 2 usage
"""

import argparse
import csv
import io
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[4]
DRIVER = ROOT / "sweep-driver" / "target"
FIRST = "SELECT kind, min(unix_micros(provenance.finished_at) / 1e6 - provenance.seconds) AS first FROM records GROUP BY ALL"
NO_LEARNERS = """
study = start
training.steps = 100
measure { every = 100, eval-tasks = 64, alpha.tasks = 64, against = [] }
sweep.grid.seed = "0..1"
"""


def fail(message):
    print("engine_speed.py: " + message, file=sys.stderr)
    sys.exit(1)


def call(command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        fail("%s ended with %d:\n%s" % (" ".join(map(str, command)), done.returncode, done.stderr[-3000:]))
    return done.stdout


def start_up(study, results, settings):
    """Seconds from the command to the start of the first trial of each kind."""
    typed = time.time()
    call(["./icl-sweep", "run", study, "--out", results, "--master", "local[2]", *settings])
    rows = csv.DictReader(io.StringIO(call(["./icl-sweep", "sql", results, "--format", "csv", FIRST])))
    return {row["kind"]: float(row["first"]) - typed for row in rows}


def print_start_up(folder, rounds):
    own = folder / "start.conf"
    own.write_text(NO_LEARNERS)
    quick = ["--set", "sweep.grid.seed=0..0", "--set", "training.steps=100"]
    times = {}
    for i in range(rounds):
        without = start_up(own, folder / ("start-%d" % i), [])
        times.setdefault("without learners: first model", []).append(without["transformer"])
        first = start_up("conf/quickstart.conf", folder / ("quick-%d" % i), quick)
        times.setdefault("quickstart: first learner", []).append(first["learner"])
        times.setdefault("quickstart: first model", []).append(first["transformer"])
    for what, seconds in times.items():
        print("start-up, %-31s %.1f s (%.1f to %.1f; target: 6 s)"
              % (what, statistics.median(seconds), min(seconds), max(seconds)))


def engine_command(folder, trials):
    class_path = [DRIVER / "test-classes", DRIVER / "classes", ROOT / "worker-kernels" / "target" / "classes"]
    for part in [*class_path, DRIVER / "class-path"]:
        if not part.exists():
            fail("%s is not there; build first: mvn -q test-compile, then ./icl-sweep --version" % part)
    java = pathlib.Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    return [java, "@" + str(ROOT / "conf" / "jvm.args"), "-XX:+UseG1GC", "-XX:G1HeapRegionSize=4m", "-Xmx2g",
            "-cp", os.pathsep.join([*map(str, class_path), (DRIVER / "class-path").read_text().strip()]),
            "org.iclsweep.engine.EngineSpeed", folder / "engine", str(trials)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often to start (3)")
    parser.add_argument("--trials", type=int, default=100000, metavar="N", help="no-op trials (100000)")
    arguments = parser.parse_args()
    if min(arguments.rounds, arguments.trials) < 1:
        parser.error("--rounds and --trials count from 1")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="engine-speed-"))
    try:
        engine = engine_command(folder, arguments.trials)
        call(["./icl-sweep", "--version"])
        print_start_up(folder, arguments.rounds)
        print(call(engine), end="")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
