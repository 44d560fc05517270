package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.RowHeads.Described;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TableChangedException;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;

/**
 * What a results directory beside a study's own has of trials that are missing there.
 *
 * @param name of the directory, in the same folder
 * @param finished missing trials that are finished there, under the same identity
 * @param trained further missing trials that are trained there and measured otherwise, so that
 *     their weights and rows tell what is asked
 * @param untold the same of which they do not tell it
 * @param differing measures that are others there than where they are missing
 * @param needing of these, those that need the trajectory of a training
 */
public record Elsewhere(
    String name,
    long finished,
    long trained,
    long untold,
    Set<Parameter<?>> differing,
    Set<Parameter<?>> needing) {

  /** Names beside a directory of which it is asked whether they are results. */
  private static final int MOST_NAMES = 200;

  /** Directories that are looked into. */
  private static final int MOST_DIRECTORIES = 32;

  /** Missing trials, and rows of all directories, beyond which it is not told. */
  private static final long MOST_ROWS = 50_000;

  /** Trials for which it is worked out which measures are to blame. */
  private static final int BLAMED = 100;

  public Elsewhere {
    differing = inOrder(differing);
    needing = inOrder(needing);
  }

  private static Set<Parameter<?>> inOrder(Set<Parameter<?>> some) {
    Set<Parameter<?>> ordered = new LinkedHashSet<>();
    Parameters.all().stream().filter(some::contains).forEach(ordered::add);
    return ordered;
  }

  /**
   * Looks into the directories beside a study's own; what cannot be read is passed over.
   *
   * <p><b>Cost.</b> Of {@link #MOST_ROWS} rows at most their parameters are read.
   */
  public static List<Elsewhere> of(Study study, Storage storage, String directory) {
    TrialTable own = TrialTable.at(storage, directory);
    Trials trials = Trials.of(study);
    Holdings held = own.settled(() -> Holdings.of(own, own.contents(), List.of(trials)));
    MissingTrials missing = MissingTrials.ofModels(study, trials, held);
    List<Elsewhere> found = new ArrayList<>();
    if (held.unknown(trials).limit(MOST_ROWS + 1).count() > MOST_ROWS) {
      return found;
    }
    Map<String, List<Long>> trainings = new HashMap<>();
    held.unknown(trials)
        .filter(missing::isMissing)
        .forEach(
            index ->
                trainings
                    .computeIfAbsent(
                        study.plan().trial(index).trainingId(), any -> new ArrayList<>(1))
                    .add(index));
    long budget = trainings.isEmpty() ? 0 : MOST_ROWS;
    for (TrialTable beside : budget == 0 ? List.<TrialTable>of() : beside(own)) {
      Optional<List<TrialFile>> files = readable(beside, budget);
      if (files.isPresent()) {
        budget -= rows(files.get());
        new Looking(study, missing, trainings).in(beside, files.get()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<TrialTable> beside(TrialTable own) {
    Path folder = own.root().getParent();
    List<TrialTable> tables = new ArrayList<>();
    try {
      List<String> names = folder == null ? List.of() : own.storage().names(folder);
      for (String name : names.subList(0, Math.min(MOST_NAMES, names.size()))) {
        TrialTable table = new TrialTable(own.storage(), new Path(folder, name));
        boolean isAnother = !table.root().equals(own.root());
        if (isAnother
            && own.storage().isFolder(table.folder())
            && tables.size() < MOST_DIRECTORIES) {
          tables.add(table);
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) { // a name that is no path
      return tables;
    }
    return tables;
  }

  /** The files of a table; empty where they cannot be read, or are too many. */
  private static Optional<List<TrialFile>> readable(TrialTable table, long most) {
    try {
      return Optional.of(table.contents()).filter(files -> rows(files) <= most);
    } catch (DamagedTableException
        | TableChangedException
        | ResultException
        | UncheckedIOException unreadable) {
      return Optional.empty();
    }
  }

  private static long rows(List<TrialFile> files) {
    return files.stream().mapToLong(TrialFile::rows).sum();
  }

  /** A look into one directory. */
  private static final class Looking {
    private final Study study;
    private final MissingTrials missing;
    private final Map<String, List<Long>> trainings;
    private final Set<Long> finished = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private final Map<Long, TransformerTrial> untold = new HashMap<>();
    private final Set<Parameter<?>> differing = new LinkedHashSet<>();

    Looking(Study study, MissingTrials missing, Map<String, List<Long>> trainings) {
      this.study = study;
      this.missing = missing;
      this.trainings = trainings;
    }

    Optional<Elsewhere> in(TrialTable table, List<TrialFile> files) {
      try {
        table.heads(files).forEachDescribed((file, row) -> look(row));
      } catch (DamagedTableException
          | TableChangedException
          | ResultException
          | UncheckedIOException unreadable) {
        return Optional.empty();
      }
      told.removeAll(finished);
      untold.keySet().removeAll(finished);
      untold.keySet().removeAll(told);
      Set<Parameter<?>> needing = new LinkedHashSet<>();
      untold.entrySet().stream()
          .limit(BLAMED)
          .forEach(
              each -> needing.addAll(study.plan().trial(each.getKey()).untoldBy(each.getValue())));
      return finished.isEmpty() && told.isEmpty() && untold.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Elsewhere(
                  table.root().getName(),
                  finished.size(),
                  told.size(),
                  untold.size(),
                  differing,
                  needing));
    }

    private void look(Described row) {
      if (!row.kind().equals(TrialRow.TRANSFORMER) || row.outcome().isFailure()) {
        return;
      }
      TransformerTrial.ofRow(row.parameters())
          .filter(trial -> trial.id().equals(row.trialId()))
          .ifPresent(trial -> look(row, trial));
    }

    private void look(Described row, TransformerTrial trial) {
      Optional<Long> same = missing.index(row);
      same.ifPresent(finished::add);
      trainings.getOrDefault(trial.trainingId(), List.of()).stream()
          .filter(index -> !same.equals(Optional.of(index)))
          .forEach(index -> look(index, study.plan().trial(index), trial));
    }

    private void look(long index, TransformerTrial wanted, TransformerTrial trained) {
      differing.addAll(wanted.measures().differing(trained.measures()));
      if (wanted.spec().isToldBy(trained.spec())) {
        told.add(index);
      } else {
        untold.put(index, trained);
      }
    }
  }
}
