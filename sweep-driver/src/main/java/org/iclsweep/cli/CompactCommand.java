package org.iclsweep.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.engine.Compaction;
import org.iclsweep.results.SparkSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Makes few large files of many small ones. */
@Command(
    name = "compact",
    abbreviateSynopsis = true,
    header = "Turns many small files of results into few large ones.",
    description =
        "Turns the files of a table into few large ones, with the same rows, the same digest, and"
            + " faster to read, and computes the falls and heads that older files lack. Safe to"
            + " interrupt; readers see the old files or the new ones. Refused while a run is on. On"
            + " a store of objects the old files stay, and icl-sweep reads the new ones in their"
            + " place.",
    footer = {
      "  icl-sweep compact results/quickstart",
      "  icl-sweep compact hdfs:///results/quickstart --target-size 512MB"
    })
final class CompactCommand extends TableCommand {

  @Option(
      names = "--target-size",
      paramLabel = "SIZE",
      defaultValue = "128MB",
      converter = Size.class,
      description = "How large files should get, as in 64MB or 1GB (default: 128MB).")
  private long targetSize;

  @Override
  public Integer call() {
    Compaction.Result result =
        Compaction.run(SparkSettings.local().storage(), directory, targetSize);
    program.console().say(told(result));
    return ExitCode.DONE;
  }

  private static String told(Compaction.Result result) {
    String rows = "the same " + Words.count(result.rows(), "row") + ", the same digest";
    String before = files(result.filesBefore(), result.bytesBefore());
    if (result.filled() > 0) {
      rows += ", falls, heads and theory of " + Words.count(result.filled(), "row") + " computed";
    }
    if (result.beside().isPresent()) {
      rows += "; the small files stay, the large ones are in " + result.beside().get();
    }
    return result.filesAfter() == result.filesBefore() && result.filled() == 0
        ? "nothing to do: the table has " + before
        : "compacted %s into %s in %s: %s"
            .formatted(
                before,
                files(result.filesAfter(), result.bytesAfter()),
                Words.time(result.elapsed()),
                rows);
  }

  private static String files(long number, long bytes) {
    return Words.count(number, "file") + " (" + Words.bytes(bytes) + ")";
  }

  /** A number of bytes as people write it. */
  static final class Size implements ITypeConverter<Long> {
    private static final Pattern FORMAT = Pattern.compile("([1-9][0-9]{0,8}) ?(k|m|g)b?");

    @Override
    public Long convert(String text) {
      Matcher size = FORMAT.matcher(text.toLowerCase(Locale.ROOT));
      if (!size.matches()) {
        throw new TypeConversionException("'" + text + "' is no size; write 64MB or 1GB");
      }
      int power =
          switch (size.group(2)) {
            case "k" -> 1;
            case "m" -> 2;
            default -> 3;
          };
      return Long.parseLong(size.group(1)) << 10 * power;
    }
  }
}
