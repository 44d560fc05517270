#!/usr/bin/env python3
"""Measures what very many trials cost the engine and those who ask about them, phase by phase.

Trials do nothing (NoOpTrials), but leave rows like those of small trials: a curve of eleven points. They run on a
standalone cluster of this machine, a master and workers of one core each, every one a JVM of its own, and in
chunks as small as the engine makes them. The driver is killed (kill -9) in the middle, and the run goes on. Then
each verb is asked as it would be typed.

Of every process: seconds on the wall, processor seconds, largest resident memory, and the largest heap that was
left after a collection (MB). Of runs, too: commits, and the driver's processor seconds a second of the run.

Needs a checkout that is built and tested: mvn -q -DskipTests verify, then ./icl-sweep --version.

examples:
  many_trials.py --trials 100000
  many_trials.py --trials 1000000 --folder /scratch/million
  many_trials.py --folder /scratch/million --only status,plan        of a table that is there

exit codes: 0 done, 1 something could not be measured, 2 usage
"""

import argparse
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[4]
DRIVER = ROOT / "sweep-driver" / "target"
SETTINGS = 4
STUDY = """
study = many
training { steps = 2000, batch = 64 }
measure { every = 200, eval-tasks = 64, alpha.tasks = 64, against = [] }
sweep.grid { seed = "0..%d", model.heads = [1, 2], model.init.scale = [0.002, 0.02] }
"""
GROUPED = "SELECT heads, init_scale, count(*) AS n, avg(final_loss) AS loss FROM trials GROUP BY ALL ORDER BY ALL"
VERBS = [
    ("plan", ["plan", "{study}", "--out", "{out}"]),
    ("status", ["status", "{out}"]),
    ("sql count", ["sql", "{out}", "SELECT count(*) FROM trials"]),
    ("sql group by", ["sql", "{out}", GROUPED]),
    ("digest", ["digest", "{out}"]),
    ("run, findings", ["run", "{study}", "--out", "{out}"]),
    ("run, nothing left", ["run", "{study}", "--out", "{out}"]),
    ("report", ["report", "{out}"]),
    ("compact", ["compact", "{out}"]),
    ("digest, compacted", ["digest", "{out}"]),
    ("status, compacted", ["status", "{out}"]),
]
NAMES = [name.replace(", ", " ") for name, _ in VERBS]
HEADING = "%-24s %8s %8s %8s %8s  %s"
LINE = "%-24s %8.1f %8.1f %8.0f %8.0f  %s"
TICK = os.sysconf("SC_CLK_TCK")


def fail(message):
    print("many_trials.py: " + message, file=sys.stderr)
    sys.exit(1)


def tell(name, wall, processor, resident, heap, more=""):
    print(LINE % (name, wall, processor, resident, heap, more), flush=True)


def heap_after_collection(log):
    """The largest heap in MB that a collection left, by the JVM's own log; 0 where there was none."""
    sizes = re.findall(r"->(\d+)M\(", log.read_text()) if log.exists() else []
    return max(map(int, sizes), default=0)


def log_of_heap(log):
    return "-Xlog:gc:file=%s:none:filecount=0" % log


class Watched:
    """What a process has taken, looked at as long as it lives."""

    def __init__(self, pid):
        self.folder = pathlib.Path("/proc", str(pid))
        self.resident = self.processor = 0

    def look(self):
        try:
            peak = re.search(r"VmHWM:\s+(\d+)", (self.folder / "status").read_text())
            fields = (self.folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        if peak:
            self.resident = max(self.resident, int(peak.group(1)) / 1024)
            self.processor = (int(fields[11]) + int(fields[12])) / TICK
        return True


class Executors(threading.Thread):
    """The executors of a cluster, those that come while it is watched among them."""

    def __init__(self, cluster):
        super().__init__(daemon=True)
        self.cluster = str(cluster)
        self.others = {each.name for each in self.processes()}  # of a driver that was killed
        self.found = {}
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.3):
            for each in self.processes():
                if each.name not in self.others:
                    self.found.setdefault(each.name, Watched(each.name))
            for each in self.found.values():
                each.look()

    def processes(self):
        return [each for each in pathlib.Path("/proc").glob("[0-9]*") if self.is_executor(each)]

    def is_executor(self, process):
        try:
            words = (process / "cmdline").read_text()
            return "CoarseGrainedExecutorBackend" in words and os.readlink(process / "cwd").startswith(self.cluster)
        except OSError:
            return False

    def tell(self, logs):
        self.over.set()
        self.join()
        taken = [each for each in self.found.values() if each.processor > 0]
        heaps = [heap_after_collection(log) for log in logs.glob("executor-*.gc")]
        if taken:
            largest = max(each.resident for each in taken)
            processor = sum(each.processor for each in taken)
            tell("  its %d executors" % len(taken), 0, processor, largest, max(heaps, default=0), "largest of them")


class Place:
    """A folder with a study, its results and logs."""

    def __init__(self, folder, trials, launcher):
        self.folder = folder
        self.trials = trials
        self.launcher = launcher
        self.out = folder / "results"
        self.study = folder / "many.conf"
        self.logs = folder / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        if not self.study.exists():
            self.study.write_text(STUDY % (trials // SETTINGS - 1))

    def ask(self, name, words):
        log = self.logs / (name.replace(" ", "-").replace(",", "") + ".gc")
        command = self.launcher + [word.format(study=self.study, out=self.out) for word in words]
        options = os.environ.get("ICL_SWEEP_JAVA_OPTS", "") + " " + log_of_heap(log)
        said = log.with_suffix(".txt")
        start = time.monotonic()
        with open(said, "w") as to:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=to, stderr=to, env={**os.environ, "ICL_SWEEP_JAVA_OPTS": options}
            )
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        if process.returncode != 0:
            fail("%s ended with %d: %s" % (shlex.join(command), process.returncode, said.read_text()[-3000:]))
        processor = used.ru_utime + used.ru_stime
        tell(name, wall, processor, used.ru_maxrss / 1024, heap_after_collection(log), last_line(said))

    def run(self, name, master, cluster, kill_at=None):
        """Runs what is missing; is killed as soon as so many trials are committed."""
        executors = Executors(cluster)
        executors.start()
        driver = subprocess.Popen(
            self.driver(name, master), cwd=ROOT / "sweep-driver", stdout=subprocess.PIPE,
            stderr=open(self.logs / (name + ".txt"), "w"), text=True)
        watched = Watched(driver.pid)
        happened = []
        for line in driver.stdout:
            what, seconds, processor, trials = line.split()
            happened.append((what, float(seconds), float(processor), int(trials)))
            watched.look()
            if kill_at and int(trials) >= kill_at and what == "committed":
                driver.kill()
                break
        driver.wait()
        if not kill_at and driver.returncode != 0:
            fail("the driver ended with %d: see %s" % (driver.returncode, self.logs / (name + ".txt")))
        self.tell_run(name, happened, watched)
        executors.tell(self.logs)

    def driver(self, name, master):
        path = os.pathsep.join([*map(str, class_path()), (DRIVER / "class-path").read_text().strip()])
        executor = "-Dspark.executor.extraJavaOptions=" + log_of_heap(self.logs / "executor-%p.gc")
        return [java(), "@" + str(ROOT / "conf" / "jvm.args"), "-XX:+UseG1GC", "-XX:G1HeapRegionSize=4m", "-Xmx2g",
                log_of_heap(self.logs / (name + ".gc")), executor, "-Dspark.executor.extraClassPath=" + path,
                "-cp", path, "org.iclsweep.engine.NoOpSweep", "run", self.study, self.out, master]

    def tell_run(self, name, happened, watched):
        if not any(each[0] == "committed" for each in happened):
            fail("%s has committed nothing: see %s" % (name, self.logs / (name + ".txt")))
        at = {}
        for each in happened:
            at.setdefault(each[0], each)
        commits = [each for each in happened if each[0] == "committed"]
        heap = heap_after_collection(self.logs / (name + ".gc"))
        seconds = commits[-1][1] - at["expanded"][1]
        processor = commits[-1][2] - at["expanded"][2]
        rate = "%d commits, %.0f trials/s, driver %.2f processor s a second (%.2f ms a commit)" % (
            len(commits), commits[-1][3] / seconds, processor / seconds, 1000 * processor / len(commits))
        steps = "read %.1f s, expanded %.1f s, first chunk %.1f s after its start" % (
            at["planned"][1], at["expanded"][1], commits[0][1])
        tell(name, happened[-1][1], happened[-1][2], watched.resident, heap, rate)
        print("  " + steps)


def last_line(file):
    lines = [line.strip() for line in file.read_text().splitlines() if line.strip()]
    return lines[-1][:60] if lines else ""


def java():
    return pathlib.Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"


def class_path():
    parts = [DRIVER / "test-classes", DRIVER / "classes", ROOT / "worker-kernels" / "target" / "classes"]
    for part in [*parts, DRIVER / "class-path", DRIVER / "spark-class-path"]:
        if not part.exists():
            fail("%s is not there; build first: mvn -q -DskipTests verify, then ./icl-sweep --version" % part)
    return parts


def sweep(place):
    """Runs all of the study on a cluster of its own, with a kill in the middle."""
    path = os.pathsep.join([*map(str, class_path()), (DRIVER / "class-path").read_text().strip()])
    folder = place.folder / "cluster"
    cluster = subprocess.Popen(
        [java(), "-Xmx256m", "-cp", path, "org.iclsweep.engine.NoOpSweep", "cluster", folder, "2"],
        cwd=ROOT / "sweep-driver", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        master = cluster.stdout.readline().strip()
        if not master:
            fail("no cluster: see " + str(folder))
        place.run("run, killed", master, folder, kill_at=place.trials // 2)
        place.run("run, resumed", master, folder)
    finally:
        cluster.stdin.close()
        cluster.wait()
    files = list((place.out / "trials").glob("*.parquet"))
    print("%d files, %.1f MB" % (len(files), sum(file.stat().st_size for file in files) / 1e6), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=100000, metavar="N", help="how many (100000)")
    parser.add_argument("--folder", type=pathlib.Path, metavar="DIR", help="where, to be kept (none is)")
    parser.add_argument("--only", metavar="VERBS",
                        help="these, with a comma between two: sweep, or of a table that is there %s" % ", ".join(NAMES))
    parser.add_argument("--launcher", default=str(ROOT / "icl-sweep"), help="the program (./icl-sweep)")
    arguments = parser.parse_args()
    if arguments.trials < SETTINGS or arguments.trials % SETTINGS:
        parser.error("--trials is a multiple of %d" % SETTINGS)
    if arguments.only and not arguments.folder:
        parser.error("--only needs --folder")
    folder = (arguments.folder or pathlib.Path(tempfile.mkdtemp(prefix="many-trials-"))).resolve()
    place = Place(folder, arguments.trials, shlex.split(arguments.launcher))
    only = arguments.only.split(",") if arguments.only else None
    try:
        print("load before: %.1f of %d cores" % (os.getloadavg()[0], os.cpu_count()))
        print(HEADING % ("", "wall s", "cpu s", "RSS MB", "heap MB", ""), flush=True)
        if only is None or "sweep" in only:
            place.ask("plan, of nothing", VERBS[0][1])
            sweep(place)
        for name, (heading, words) in zip(NAMES, VERBS):
            if only is None or name in only:
                place.ask(heading, words)
    finally:
        if not arguments.folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
