package org.iclsweep.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.engine.Seconds;

/** Numbers, times and commands as a person reads them. */
final class Words {

  private Words() {}

  /** As in {@code 1 trial} and {@code 128 trials}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Two units at most, as in {@code 2 h 5 min}, {@code 41 s} and {@code 0.3 s}. */
  static String time(Duration time) {
    if (time.compareTo(Duration.ofSeconds(10)) < 0) {
      long tenths = Math.round(10 * Seconds.of(time));
      return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
    if (time.compareTo(Duration.ofMinutes(2)) < 0) {
      return time.toSeconds() + " s";
    }
    if (time.compareTo(Duration.ofMinutes(10)) < 0) {
      return pair(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }
    if (time.compareTo(Duration.ofHours(1)) < 0) {
      return time.toMinutes() + " min";
    }
    if (time.compareTo(Duration.ofHours(48)) < 0) {
      return pair(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return pair(time.toDays(), "days", time.toHoursPart(), "h");
  }

  /** A time that is not known to less than a second. */
  static String estimate(Duration time) {
    return time(Duration.ofSeconds(Math.max(1, Math.round(Seconds.of(time)))));
  }

  /** How often something happens, as in {@code 12 trials/s}, {@code 3.4 trials/min}. */
  static String rate(long trials, Duration time) {
    return rate(trials / Math.max(1e-9, Seconds.of(time)));
  }

  /** The same, of so many a second. */
  static String rate(double perSecond) {
    if (perSecond >= 1) {
      return figures(perSecond) + " trials/s";
    }
    return perSecond * 60 >= 1
        ? figures(perSecond * 60) + " trials/min"
        : figures(perSecond * 3600) + " trials/h";
  }

  /** A positive number, as in {@code 12}, {@code 3.4}. */
  static String figures(double value) {
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  /** A number of bytes, as in {@code 12.4 MB}. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return count(bytes, "byte");
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double size = bytes / 1000.0;
    int unit = 0;
    while (size >= 999.5 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, units[unit]);
  }

  /** A command of this program to be typed into a shell. */
  static String command(List<String> arguments) {
    String program = System.getProperty("iclsweep.command", "./icl-sweep");
    return shellWord(program)
        + arguments.stream().map(Words::shellWord).collect(Collectors.joining(" ", " ", ""));
  }

  /** The same, to be typed in a checkout of this program, wherever that is. */
  static String inCheckout(String... arguments) {
    return "./icl-sweep " + shell(arguments);
  }

  /** Words to be typed into a shell. */
  static String shell(String... words) {
    return Stream.of(words).map(Words::shellWord).collect(Collectors.joining(" "));
  }

  static String command(String... arguments) {
    return command(List.of(arguments));
  }

  private static String shellWord(String word) {
    if (word.matches("[A-Za-z0-9_@%+=:,./-]+")) {
      return word;
    }
    return word.contains("'") ? "\"" + escaped(word) + "\"" : "'" + word + "'";
  }

  private static String escaped(String word) {
    return word.replaceAll("([\"\\\\$`])", "\\\\$1");
  }
}
