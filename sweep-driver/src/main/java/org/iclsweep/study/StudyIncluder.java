package org.iclsweep.study;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Includes files that lie beside the including one, and nothing else: a missing file is a problem,
 * and neither the class path nor the network is looked at.
 */
final class StudyIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final Optional<Path> includer;
  private final Problems problems;

  /**
   * @param includer the file whose includes these are; empty for text that is no file
   */
  StudyIncluder(Optional<Path> includer, Problems problems) {
    this.includer = includer;
    this.problems = problems;
  }

  /** How to parse a text of this origin. */
  ConfigParseOptions options(String origin) {
    return ConfigParseOptions.defaults().setOriginDescription(origin).setIncluder(this);
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return includer.isPresent()
        ? read(includer.get().resolveSibling(what), what)
        : refuse(what, "a text that is no file cannot include " + what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return refuse(what.toString(), "cannot include " + what + ", only files");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return refuse(what, "cannot include " + what + " from the class path, only files");
  }

  private ConfigObject read(Path file, String what) {
    try {
      ConfigParseOptions options =
          new StudyIncluder(Optional.of(file), problems).options(file.toString());
      return ConfigFactory.parseString(Files.readString(file), options).root();
    } catch (IOException unreadable) {
      return refuse(what, "cannot read the included file " + file);
    }
  }

  private ConfigObject refuse(String what, String message) {
    String file = includer.map(Path::toString).orElse("");
    if (file.isEmpty()) {
      problems.add("", message, "");
    } else {
      problems.add(file, line(what), "", message, "Includes are relative to the including file.");
    }
    return ConfigFactory.empty().root();
  }

  /** The line on which the including file has this include, 0 if it is not to be found. */
  private int line(String what) {
    try {
      var lines = Files.readAllLines(includer.orElseThrow());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("include") && lines.get(i).contains(what)) {
          return i + 1;
        }
      }
      return 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }
}
