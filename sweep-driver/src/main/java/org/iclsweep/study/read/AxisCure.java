package org.iclsweep.study.read;

import com.typesafe.config.ConfigValue;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Range;
import org.iclsweep.study.sweep.Law;

/**
 * Tells, with a value that cannot be read, how an axis is written where that is what was meant:
 * only such as can be read is told.
 *
 * @param parameter that it is given to
 * @param given the value
 */
record AxisCure(Parameter<?> parameter, Given given) {

  private static final int LONGEST = 120;

  private static final Complaint SILENT = (where, message, suggestion) -> {};

  /**
   * Complaints about the one value of a parameter, which may be meant as an axis.
   *
   * @param sweep path of the sweep where it would be one
   */
  Complaint ofValue(Complaint complaint, String sweep) {
    return with(complaint, () -> list().or(() -> swept(sweep)));
  }

  /** Complaints about an axis, which may be written as elsewhere. */
  Complaint ofAxis(Complaint complaint) {
    return with(complaint, () -> axis().or(this::drawnInstead));
  }

  /** Complaints about what a sample is drawn from. */
  Complaint ofSample(Complaint complaint) {
    return with(complaint, () -> meant(this::isLaw).map(meant -> write(given.path(), meant)));
  }

  private Complaint with(Complaint complaint, Supplier<Optional<String>> cure) {
    return (where, message, suggestion) ->
        complaint.about(
            where, message, where == given.value() ? cure.get().orElse(suggestion) : suggestion);
  }

  private Optional<String> list() {
    return meant(each -> parameter.type().read(each, SILENT).isPresent())
        .map(meant -> write(given.path(), meant));
  }

  private Optional<String> swept(String sweep) {
    return gone(sweep + ".grid." + parameter.path(), "To sweep it: ").or(() -> drawn(sweep));
  }

  private Optional<String> axis() {
    return gone(given.path(), "Write ");
  }

  /** An axis that is gone through. */
  private Optional<String> gone(String path, String verb) {
    return meant(this::isAxis)
        .filter(meant -> !isDrawn(meant))
        .map(meant -> verb + assignment(path, meant) + ".");
  }

  /** In a grid, a range that can only be drawn from. */
  private Optional<String> drawnInstead() {
    String inGrid = ".grid." + parameter.path();
    return given.path().endsWith(inGrid) && !isRange()
        ? drawn(given.path().substring(0, given.path().length() - inGrid.length()))
        : Optional.empty();
  }

  private Optional<String> drawn(String sweep) {
    return meant(this::isLaw).map(meant -> "To draw from it: " + sample(sweep, meant) + ".");
  }

  private String sample(String sweep, MeantAxis meant) {
    String random = sweep + ".random";
    return given.isOverride()
        ? "--set %s.count=100 %s"
            .formatted(random, assignment(random + "." + parameter.path(), meant))
        : "%s { count = 100, %s = %s }".formatted(random, parameter.path(), meant.text());
  }

  private Optional<MeantAxis> meant(Predicate<ConfigValue> reading) {
    return MeantAxis.of(given.value())
        .filter(meant -> meant.text().length() <= LONGEST)
        .filter(meant -> reading.test(meant.value()));
  }

  private boolean isAxis(ConfigValue meant) {
    return parameter.type().readAxis(meant, SILENT).isPresent();
  }

  private boolean isLaw(ConfigValue meant) {
    return Law.read(parameter, meant, SILENT).isPresent();
  }

  private boolean isDrawn(MeantAxis meant) {
    return meant.drawn()
        || parameter.type() instanceof NumberType<?> type
            && Range.of(meant.unquoted()).filter(range -> range.isOpen(type)).isPresent();
  }

  /** Whether it is a range as a study writes it; what such a one lacks is told where it is read. */
  private boolean isRange() {
    return given.value().unwrapped() instanceof String text && Range.of(text).isPresent();
  }

  private String write(String path, MeantAxis meant) {
    return "Write " + assignment(path, meant) + ".";
  }

  private String assignment(String path, MeantAxis meant) {
    if (!given.isOverride()) {
      return path + " = " + meant.text();
    }
    String word = path + "=" + meant.unquoted();
    return "--set " + (word.matches("[A-Za-z0-9_.=+-]+") ? word : "'" + word + "'");
  }
}
