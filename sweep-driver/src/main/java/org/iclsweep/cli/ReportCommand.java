package org.iclsweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.iclsweep.report.ReportPage;
import org.iclsweep.report.Watch;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.Storage;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the page of a study. */
@Command(
    name = "report",
    abbreviateSynopsis = true,
    header = "Writes a page with findings, table and figures.",
    description =
        "Writes one self-contained page with the findings, the table and the figures of the study"
            + " that ran last, and prints where it is.",
    footer = {
      "  icl-sweep report results/quickstart",
      "  icl-sweep report results/quickstart --out quickstart.html --figures figures",
      "  icl-sweep report results/quickstart --figures figures --format pdf",
      "  icl-sweep report results/quickstart --watch     while it runs: a page that follows"
    })
final class ReportCommand extends TableCommand {

  private static final Duration EVERY = Duration.ofSeconds(10);

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The file to write (default: DIR/report.html); a device or a pipe, as /dev/stdout, is"
              + " written into.")
  private String out;

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "A directory to write each figure to, too, as a file of its own.")
  private String figures;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "What the files of --figures are: svg (default), pdf, with its letters embedded, or"
              + " svg,pdf.")
  private List<FigureFormat> formats;

  @Option(
      names = "--watch",
      description =
          "Writes the page of a run that is on, or about to start, from the trials that have ended,"
              + " again and again, and once more at its end; a browser that shows it follows. If"
              + " none is on, it is written once.")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How often --watch looks for new rows, as in 30s or 5m (default: 10s).")
  private Duration every;

  @Spec private CommandSpec spec;

  @Mixin private AskedRows asked;

  @Mixin private CheckLimit limit;

  @Override
  public Integer call() throws StudyException, IOException {
    try (StudyPages pages = new StudyPages(directory, asked, limit, this, program.console())) {
      check(pages.storage());
      String file = out == null ? ownPage(pages.storage()) : out;
      if (watch) {
        return watch(pages, file);
      }
      write(pages, file);
      return ExitCode.DONE;
    }
  }

  private void check(Storage storage) throws IOException {
    if (formats != null && figures == null) {
      throw wrong("--format is of the files that --figures writes; add --figures DIR");
    }
    if (every != null && !watch) {
      throw wrong("--every is how often --watch looks; add --watch");
    }
    if (watch && out != null && !Page.isFile(storage, out)) {
      throw wrong(
          "--watch writes the page over and over, and "
              + out
              + " is no file; name one with --out, as in --out page.html");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void write(StudyPages pages, String file) throws StudyException, IOException {
    ReportPage page = pages.page(null);
    write(pages.storage(), file, html(page));
    if (figures != null) {
      writeFigures(pages.storage(), page);
    }
  }

  private int watch(StudyPages pages, String file) throws StudyException, IOException {
    RunWatch run = new RunWatch(pages.storage(), directory, program.console());
    Duration pace = every == null ? EVERY : every;
    PageWatch watching =
        new PageWatch(run, new WatchedPage(pages, file, pace), pace, System::nanoTime);
    try (Interruption interruption =
        Interruption.calling(
            watching::stop, program.console(), "the page is written once more and stays")) {
      return watching.end();
    }
  }

  /** The page in its file, which is named when it is there first. */
  private final class WatchedPage implements PageWatch.Watched {
    private final StudyPages pages;
    private final String file;
    private final Duration every;
    private boolean isNamed;

    WatchedPage(StudyPages pages, String file, Duration every) {
      this.pages = pages;
      this.file = file;
      this.every = every;
    }

    @Override
    public List<String> files() {
      return pages.files();
    }

    @Override
    public void write(boolean isLast) throws StudyException, IOException {
      if (isLast) {
        ReportCommand.this.write(pages, file);
        return;
      }
      ReportPage page = pages.page(new Watch(Instant.now(), every));
      Page.write(pages.storage(), file, html(page));
      if (!isNamed) {
        program.console().say("early page, written again as trials end: " + file);
        isNamed = true;
      }
    }
  }

  private static byte[] html(ReportPage page) {
    return Secrets.hidden(page.html()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Where the page goes by itself: into a directory that may be a stranger's, where a link could
   * lead anywhere.
   */
  private String ownPage(Storage storage) throws IOException {
    String file = directory + "/report.html";
    if (storage.onThisMachine(file).filter(Files::isSymbolicLink).isPresent()) {
      throw new ResultException(file + " is a link; name the file to write with --out");
    }
    return file;
  }

  private void writeFigures(Storage storage, ReportPage page) throws IOException {
    for (Map.Entry<String, String> each : page.drawings().entrySet()) {
      String drawing = Secrets.hidden(each.getValue());
      for (FigureFormat format : formats == null ? List.of(FigureFormat.SVG) : formats) {
        String name = each.getKey().replaceAll("svg$", format.toString());
        write(storage, figures + "/" + name, format.bytes(drawing));
      }
    }
  }

  /** Where a page went is told, unless it went where this word would follow it. */
  private void write(Storage storage, String name, byte[] content) throws IOException {
    if (Page.write(storage, name, content)) {
      program.console().answer(name + "\n");
    }
  }
}
