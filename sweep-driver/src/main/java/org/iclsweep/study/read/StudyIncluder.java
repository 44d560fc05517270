package org.iclsweep.study.read;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.study.read.Outline.Include;

/**
 * Includes files that lie beside the including one, and nothing else: a missing file is a problem,
 * and neither the class path nor the network is looked at.
 */
final class StudyIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private static final int MOST_FILES = 100;
  private static final String BESIDE = "Includes are relative to the including file.";

  /** The files that are being read, each included by the one before; the last has the text. */
  private final List<Path> chain;

  private final String origin;
  private final Outline outline;
  private final List<String> under;
  private final List<Include> left;
  private final Shared shared;

  /** What all texts of a study have in common. */
  private static final class Shared {
    final Problems problems;
    final References references;
    int files;

    Shared(Problems problems, References references) {
      this.problems = problems;
      this.references = references;
    }
  }

  /**
   * @param file whose includes these are; empty for text that is no file
   * @param outline of the text
   */
  StudyIncluder(
      Optional<Path> file,
      String origin,
      Outline outline,
      Problems problems,
      References references) {
    this(file.stream().toList(), origin, outline, List.of(), new Shared(problems, references));
  }

  private StudyIncluder(
      List<Path> chain, String origin, Outline outline, List<String> under, Shared shared) {
    this.chain = chain;
    this.origin = origin;
    this.outline = outline;
    this.under = under;
    this.shared = shared;
    left = new ArrayList<>(outline.includes());
    shared.references.add(outline, origin, under);
    outline.twice().forEach(twice -> shared.problems.addTwice(origin, origin, twice));
  }

  /** How to parse the text. */
  ConfigParseOptions options() {
    return ConfigParseOptions.defaults().setOriginDescription(origin).setIncluder(this);
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Include statement = statement(what);
    if (chain.isEmpty()) {
      return refuse(statement, "a text that is no file cannot include " + what, "");
    }
    try {
      Path file = chain.get(chain.size() - 1).resolveSibling(what);
      return read(file, statement);
    } catch (InvalidPathException noName) {
      return refuse(statement, "includes what is no name of a file", BESIDE);
    } catch (TextFile.Unreadable unreadable) {
      String why =
          unreadable.getMessage().equals("no such file")
              ? ""
              : ", which " + unreadable.getMessage();
      Path file = chain.get(chain.size() - 1).resolveSibling(what);
      return refuse(statement, "cannot read the included file " + file + why, BESIDE);
    }
  }

  /** The statement that the library has come to; it has them in the order of the text. */
  private Include statement(String what) {
    for (Include each : left) {
      if (each.what().equals(what)) {
        left.remove(each);
        return each;
      }
    }
    // written with escapes
    return left.isEmpty() ? new Include(what, 1, Integer.MAX_VALUE, List.of()) : left.remove(0);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return refuse(statement(what.toString()), "cannot include " + what + ", only files", BESIDE);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return refuse(
        statement(what), "cannot include " + what + " from the class path, only files", BESIDE);
  }

  private ConfigObject read(Path file, Include statement) throws TextFile.Unreadable {
    if (chain.stream().anyMatch(each -> same(each).equals(same(file)))) {
      return refuse(statement, "includes " + file + ", which is being read", "Leave it out.");
    }
    if (++shared.files > MOST_FILES) {
      return refuse(statement, "is one of more than " + MOST_FILES + " includes", "Use fewer.");
    }
    String text = TextFile.read(file);
    Outline included = OutlineScanner.scan(text);
    if (included.fault() != null) {
      shared.problems.add(file.toString(), included.fault());
      return ConfigFactory.empty().root();
    }
    outline
        .lost(statement, included)
        .forEach(lost -> shared.problems.addTwice(origin, file.toString(), lost));
    List<String> place = new ArrayList<>(under);
    place.addAll(statement.under());
    List<Path> longer = new ArrayList<>(chain);
    longer.add(file);
    StudyIncluder within = new StudyIncluder(longer, file.toString(), included, place, shared);
    return ConfigFactory.parseString(text, within.options()).root();
  }

  private static Path same(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private ConfigObject refuse(Include statement, String message, String suggestion) {
    shared.problems.add(origin, statement.line(), "", message, suggestion);
    return ConfigFactory.empty().root();
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }
}
