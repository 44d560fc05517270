package org.iclsweep.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spec.Labels;

/**
 * A run's own account of itself, {@code _study/status.json}: for schedulers, since a driver in a
 * cluster may end without anybody hearing of its exit code. What is in the table it does not tell:
 * the table does.
 *
 * @param study name
 * @param state what the run is doing
 * @param exitCode what its process ends with; {@code null} while it runs
 * @param message why it broke; {@code null} if it did not
 * @param planned trials of the plan
 * @param done of which are in the table
 * @param failed of which failed or timed out
 * @param diverged of which diverged
 * @param trialsPerSecond that this run has added
 * @param remaining by estimate; {@code null} if not known
 * @param startedAt when the run began
 * @param updatedAt when this was written
 * @param waiting what trials wait for; {@code null} while they run, and in files that are older
 * @param host machine of the driver
 * @param pid its process
 * @param application Spark's name for the run; {@code null} before Spark has started
 * @param sparkUi address of Spark's own pages; {@code null} if there are none
 * @param options of Spark that it was given, without secrets; empty in files that are older
 */
public record RunStatus(
    String study,
    State state,
    Integer exitCode,
    String message,
    long planned,
    long done,
    long failed,
    long diverged,
    double trialsPerSecond,
    Duration remaining,
    Instant startedAt,
    Instant updatedAt,
    String waiting,
    String host,
    long pid,
    String application,
    String sparkUi,
    List<String> options) {

  private static final int MOST_BYTES = 1 << 16;

  /** Of options, so that the whole can be read. */
  private static final int MOST_CHARACTERS = 1 << 13;

  /** What a run is doing. */
  public enum State implements Labelled {
    RUNNING,
    /** All trials of the plan are in the table; some may have failed. */
    FINISHED,
    INTERRUPTED,
    /** Something other than a trial went wrong. */
    BROKEN;

    static State of(String word) {
      return Labels.find(State.class, word)
          .orElseThrow(
              () -> new IllegalArgumentException("there is no state of a run \"" + word + "\""));
    }
  }

  public RunStatus {
    boolean fits = options.stream().mapToInt(String::length).sum() <= MOST_CHARACTERS;
    options = fits ? List.copyOf(options) : List.of();
  }

  static Path file(TrialTable table) {
    return new Path(table.root(), "_study/status.json");
  }

  /** The account of the last run into a results directory; empty if there is none. */
  public static Optional<RunStatus> of(Storage storage, String directory) {
    Path file = file(TrialTable.at(storage, directory));
    try {
      return Optional.of(parse(storage.readSmall(file, MOST_BYTES)));
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (ConfigException
        | IllegalArgumentException
        | java.time.DateTimeException
        | StackOverflowError e) {
      throw new SweepException(
          file + " is no account of a run (" + firstLine(e) + "); delete it, it holds no results",
          e);
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** As JSON. */
  String text() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("study", study);
    fields.put("state", state.label());
    fields.put("exit_code", exitCode);
    fields.put("message", message);
    fields.put("planned", planned);
    fields.put("done", done);
    fields.put("failed", failed);
    fields.put("diverged", diverged);
    fields.put("trials_per_second", trialsPerSecond);
    fields.put("remaining_seconds", remaining == null ? null : remaining.toSeconds());
    fields.put("started_at", startedAt.toString());
    fields.put("updated_at", updatedAt.toString());
    fields.put("waiting", waiting);
    fields.put("host", host);
    fields.put("pid", pid);
    fields.put("application", application);
    fields.put("spark_ui", sparkUi);
    fields.put("options", options);
    return ConfigValueFactory.fromMap(fields)
            .render(ConfigRenderOptions.concise().setFormatted(true))
            .strip()
        + "\n";
  }

  /** Reads what {@link #text} wrote. */
  static RunStatus parse(String json) {
    Config fields = // plain JSON: what else this can read includes files
        ConfigFactory.parseString(json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    return new RunStatus(
        fields.getString("study"),
        State.of(fields.getString("state")),
        fields.getIsNull("exit_code") ? null : (Integer) exitCode(fields),
        string(fields, "message"),
        fields.getLong("planned"),
        fields.getLong("done"),
        fields.getLong("failed"),
        fields.getLong("diverged"),
        fields.getDouble("trials_per_second"),
        fields.getIsNull("remaining_seconds")
            ? null
            : Duration.ofSeconds(fields.getLong("remaining_seconds")),
        Instant.parse(fields.getString("started_at")),
        Instant.parse(fields.getString("updated_at")),
        fields.hasPath("waiting") ? fields.getString("waiting") : null,
        fields.getString("host"),
        fields.getLong("pid"),
        string(fields, "application"),
        string(fields, "spark_ui"),
        fields.hasPath("options") ? fields.getStringList("options") : List.of());
  }

  private static int exitCode(Config fields) {
    int code = fields.getInt("exit_code");
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("exit_code is " + code + ", must be from 0 to 255");
    }
    return code;
  }

  private static String string(Config fields, String key) {
    return fields.getIsNull(key) ? null : fields.getString(key);
  }
}
