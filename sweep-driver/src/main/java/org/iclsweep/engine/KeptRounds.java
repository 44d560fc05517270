package org.iclsweep.engine;

import java.io.IOException;
import java.util.Optional;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;

/**
 * The rounds of a study as its results directory keeps them. They become more, and none is ever
 * written in the place of another.
 */
final class KeptRounds {

  private final Study asked;
  private final StudyFolder folder;
  private final Lease lease;
  private Optional<String> text;
  private Study known;

  private KeptRounds(Study asked, StudyFolder folder, Lease lease) {
    this.asked = asked;
    this.folder = folder;
    this.lease = lease;
    look();
  }

  /**
   * Reads them, with the lease in hand.
   *
   * @param asked with rounds or without
   * @throws SweepException if what is kept there is of another refinement, or no account of rounds
   */
  static KeptRounds of(Study asked, StudyFolder folder, Lease lease) {
    return new KeptRounds(asked, folder, lease);
  }

  private void look() {
    text = asked.rounds().isEmpty() ? Optional.empty() : folder.table().rounds();
    try {
      known = asked.withRounds(text, folder.rounds().toString());
    } catch (StudyException e) {
      throw new SweepException(e.getMessage(), e);
    }
  }

  /** The study with all of them; with the first alone, if none are kept. */
  Study known() {
    return known;
  }

  /** Makes sure that the first is kept. */
  void keepFirst() throws IOException {
    if (text.isEmpty()) {
      keep(known);
    }
  }

  /**
   * Keeps a round. On a store of objects that of a dead driver may have come first: then that is
   * the round.
   *
   * @param extended the study with those that are known, and the round
   * @throws SweepException if the lease is lost
   */
  void keep(Study extended) throws IOException {
    String next = extended.roundsText();
    if (lease.writeAfter(folder.rounds(), text, next)) {
      text = Optional.of(next);
      known = extended;
    } else {
      lease.check();
      look();
    }
  }
}
