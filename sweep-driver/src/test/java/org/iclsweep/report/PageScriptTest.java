package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's script in a browser, where there is a Chromium; else what can be told of its text. */
class PageScriptTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");

  /** Does what a reader does, and writes down what comes of it. */
  private static final String READER =
      """
      <script>
      const said = [];
      function say(...words) { said.push(words.join(' | ')); }
      function texts(all) { return [...all].map((each) => each.textContent).join(' '); }
      const table = document.querySelector('section .wide table');
      const column = (c) => [...table.tBodies[0].rows].map((row) => row.cells[c].textContent).join(',');
      const heads = table.tHead.rows[0].cells;
      say('before', column(0));
      heads[0].click(); say('up', column(0), heads[0].getAttribute('aria-sort'));
      heads[0].click(); say('down', column(0), heads[0].getAttribute('aria-sort'));
      heads[1].dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
      say('other', heads[0].getAttribute('aria-sort'), heads[1].getAttribute('aria-sort'));
      const filter = document.querySelector('input');
      const type = (text) => { filter.value = text; filter.dispatchEvent(new Event('input')); };
      type('0.003 1'); say('filtered', [...table.tBodies[0].rows].filter((row) => !row.hidden).length);
      type(''); say('all', [...table.tBodies[0].rows].filter((row) => !row.hidden).length);
      const dot = document.querySelector('figure circle[data-trial]');
      dot.scrollIntoView({ block: 'center' });
      const box = dot.getBoundingClientRect();
      const at = { bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height + 2 };
      const under = document.elementFromPoint(at.clientX, at.clientY);
      under.dispatchEvent(new PointerEvent('pointermove', at));
      const tip = document.getElementById('tip');
      say('tip', tip.hidden, tip.textContent.replace(/\\d+/g, 'n'));
      under.dispatchEvent(new MouseEvent('click', at));
      const card = document.getElementById('row');
      say('card', card.hidden, texts(card.querySelectorAll('dt')));
      say('command', texts(card.querySelectorAll('pre')));
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      say('closed', card.hidden);
      document.documentElement.dispatchEvent(new PointerEvent('pointerleave'));
      say('left', tip.hidden);
      document.body.replaceChildren(said.join('\\n'));
      </script>
      """;

  @TempDir Path folder;

  @Test
  void aReaderSortsAndFiltersAndFindsTheRowOfAMark() throws Exception {
    String page = Pages.page(planned());
    String asked = page.replaceAll("<meta http-equiv=\"Content-Security.*\n", "");
    String body = dom(asked.replace("</body>", READER + "</body>"));

    assertThat(body.substring(body.indexOf("<body>") + 6, body.indexOf("</body>")).strip())
        .isEqualTo(
            """
            before | 0.0005,0.001,0.0015,0.002,0.0025,0.003
            up | 0.0005,0.001,0.0015,0.002,0.0025,0.003 | ascending
            down | 0.003,0.0025,0.002,0.0015,0.001,0.0005 | descending
            other |  | ascending
            filtered | 1
            all | 6
            tip | false | seed n, median
            card | false | seed learning rate identity outcome fate learnt in final loss
            command | echo 'study = again, seed = 1, training.optimizer.learning-rate = 0.0005, measure.against = [gd, "gd++"], model.depth = 2, model.tied = true' &gt; again.conf &amp;&amp; ./icl-sweep run again.conf
            closed | true
            left | true""");
  }

  /** Under the page's own policy, which lets this script run and no other. */
  @Test
  void aBrowserRunsThisScriptAndNoOther() throws IOException, InterruptedException {
    String page = Pages.page(Pages.settings(3));
    String strange = page.replace("</main>", "<script>document.title = 'other'</script></main>");

    assertThat(dom(strange)).contains("class=\"live\"", "<title>a study - icl-sweep</title>");
  }

  private String dom(String page) throws IOException, InterruptedException {
    Optional<File> browser = browser();
    assumeTrue(browser.isPresent(), "there is no chromium or google-chrome on the PATH");
    Path file = Files.writeString(folder.resolve("page.html"), page);
    List<String> words = new ArrayList<>(List.of(browser.get().toString(), "--headless"));
    words.addAll(List.of("--no-sandbox", "--disable-gpu", "--window-size=1400,900", "--dump-dom"));
    words.addAll(List.of("--user-data-dir=" + folder.resolve("profile"), file.toUri().toString()));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String dom = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return dom;
  }

  private static Optional<File> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            dir ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(n -> new File(dir, n)))
        .filter(File::canExecute)
        .findFirst();
  }

  @Test
  void thePolicyNamesTheScriptThatThePageHas() throws Exception {
    String page = Pages.page(Pages.settings(3));
    Matcher script = SCRIPT.matcher(page);
    assertThat(script.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; ");
    assertThat(script.group(1))
        .doesNotContain(
            "fetch", "XMLHttp", "import", "http", "innerHTML", "eval", "document.write");
    assertThat(script.find()).as("another script").isFalse();
  }

  @Test
  void rowsOfStrangersEndNoScript() {
    Map<String, Object> parameters = Synthetic.parameters(1, "</script><b>\u2028", 0);
    Run one = Synthetic.trial(parameters, false);
    Run other = Synthetic.trial(Synthetic.parameters(1, "plain", 0), false);
    String page = Pages.page(List.of(one, other));
    assertThat(page).contains("\\u003c/script>\\u003cb>").doesNotContain("</script><b>");
    assertThat(Pages.withoutScript(page)).doesNotContain("again.conf");
  }

  /** Invented trials have identities that no study gives them. */
  @Test
  void aTrialThatNoStudyWritesHasNoCommand() {
    List<Run> runs = List.of(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 3), false));
    TrialRows rows = new TrialRows(List.of("seed"), runs);
    Config json = ConfigFactory.parseString(rows.json());
    ConfigList row = (ConfigList) json.getObject("rows").get(TrialRows.key(runs.get(0).id()));
    assertThat(row.get(0).unwrapped()).isEqualTo("3");
    assertThat(row).hasSameSizeAs(json.getList("names"));
  }

  /** A study of one trial, as the page writes it, is that trial. */
  @Test
  void theCommandOfATrialTrainsThatTrialAgain() throws Exception {
    List<Run> runs = planned();
    String page = Pages.page(runs);
    Matcher rows = Pattern.compile("(?s)id=\"rows\">(.*?)</script>").matcher(page);
    assertThat(rows.find()).isTrue();
    Config json = ConfigFactory.parseString(rows.group(1));
    int names = json.getList("names").size();
    for (Run run : runs) {
      ConfigList row = (ConfigList) json.getObject("rows").get(TrialRows.key(run.id()));
      String own = row.get(names).unwrapped().toString();
      String line = json.getString("before") + own + json.getString("after");
      Matcher command =
          Pattern.compile("echo '([^']+)' > again.conf && ./icl-sweep run again.conf")
              .matcher(line);
      assertThat(command.matches()).as(line).isTrue();
      Plan again = Study.parse(command.group(1), "again.conf", List.of()).plan();
      assertThat(again.size()).isEqualTo(1);
      assertThat(again.trial(0).id()).isEqualTo(run.id());
    }
  }

  /** Trials of six learning rates with the identities of their study. */
  private static List<Run> planned() throws StudyException {
    String study =
        """
        study = s
        model { depth = 2, tied = true }
        measure.against = [gd, "gd++"]
        sweep.grid { seed = "0..1", training.optimizer.learning-rate = "0.0005..0.003 by 0.0005" }
        """;
    Plan plan = Study.parse(study, "s.conf", List.of()).plan();
    TrialRecord record = Synthetic.trial(Synthetic.parameters(1, "a", 0), false).record();
    return LongStream.range(0, plan.size())
        .mapToObj(plan::trial)
        .map(trial -> Run.trial(trial.id(), trial.parameters(), record))
        .toList();
  }

  @Test
  void aWatchedPageIsReadAgainUnlessItsReaderIsBusy() {
    Watch watch = new Watch(Instant.EPOCH, Duration.ofSeconds(9));
    String page = new ReportPage(Pages.report(Pages.settings(3)), Map.of(), watch).html();
    assertThat(page).contains("<html lang=\"en\" data-every=\"9\">");
    assertThat(Pages.page(Pages.settings(3))).contains("<html lang=\"en\">");
  }
}
