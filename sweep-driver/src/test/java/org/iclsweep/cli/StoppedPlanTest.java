package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.engine.LateStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plan and findings say of trials that end once they have learnt. */
class StoppedPlanTest {

  private static final String STUDY = LateStudy.text(1.2, 40) + "sweep.grid.seed = [0, 1]\n";

  private static final String[] STOP = {
    "--set", "training.stop.when=learnt",
    "--set", "training.stop.within=1.2",
    "--set", "training.stop.stays=40"
  };

  @TempDir Path folder;

  private Ran ran(String verb, String... more) throws IOException {
    Path study = folder.resolve("stopped.conf");
    Files.writeString(study, STUDY);
    String[] all = new String[4 + more.length];
    all[0] = verb;
    all[1] = study.toString();
    all[2] = "--out";
    all[3] = folder.resolve("results").toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return Ran.of(all);
  }

  @Test
  void theSavingIsToldOnceThereAreTrialsOfTheSameSettings() throws IOException {
    assertThat(ran("plan").out()).doesNotContain("once learnt");
    assertThat(ran("plan", STOP).out())
        .containsPattern(
            "\n"
                + "stop +2 trials once learnt: what that saves cannot be told before there are"
                + " trials of these settings; the cost is that of all steps\n");

    assertThat(ran("run").code()).isZero();
    assertThat(ran("plan", STOP).out())
        .containsPattern(
            "\nstop +2 trials once learnt: about [1-9]\\d % of the cost of all steps, by the curves"
                + " of trials of these settings\n");

    Ran stopped = ran("run", STOP);
    assertThat(stopped.out().replaceAll("\\s+", " "))
        .containsPattern(
            "- [12] trials? stopped once (it|they) had learnt \\(40 steps within a factor of 1.2 of"
                + " that of gradient descent\\), at step \\d+ \\(median\\); all trials together"
                + " took \\d+ % of their steps. Whether they would have relapsed is not known.");
  }
}
