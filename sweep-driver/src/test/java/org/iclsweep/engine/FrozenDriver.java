package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.iclsweep.results.SteppedStorage;
import org.iclsweep.results.Storage;

/**
 * A driver in a thread of its own that stands still at one of its steps, and goes on later. A step
 * is before each single thing that it does to files, and after each that changes them: after one
 * that only looks nothing is otherwise than before the next.
 */
final class FrozenDriver {

  /** What a driver does. */
  interface Script {
    void run(Storage storage) throws Exception;
  }

  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern LOOKS =
      Pattern.compile("^after (exists|isThere|isFolder|isNoFolder|names|list|read) ");

  private final int stopAt;
  private final Runnable afterEachChange;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch wakened = new CountDownLatch(1);
  private Thread thread;
  private final List<String> steps = new ArrayList<>();
  private volatile String where = "nowhere";
  private volatile Throwable failure;

  /**
   * @param stopAt number of the step, from 0
   * @param afterEachChange is called after each thing that it has changed that readers may see
   */
  FrozenDriver(int stopAt, Runnable afterEachChange) {
    this.stopAt = stopAt;
    this.afterEachChange = afterEachChange;
  }

  /** Runs a driver that nobody stops to its end, in this thread; the number of its steps. */
  static int run(Script script, Runnable afterEachChange) throws Exception {
    return steps(script, afterEachChange).size();
  }

  /** The same; what its steps are. */
  static List<String> steps(Script script, Runnable afterEachChange) throws Exception {
    FrozenDriver driver = new FrozenDriver(-1, afterEachChange);
    script.run(driver.storage());
    return driver.steps;
  }

  /** Runs it to the step, or to its end if that comes first. */
  FrozenDriver freeze(Script script) throws InterruptedException {
    thread =
        new Thread(
            () -> {
              try {
                script.run(storage());
              } catch (Throwable e) {
                failure = e;
              } finally {
                stopped.countDown();
              }
            },
            "driver");
    thread.start();
    await(stopped);
    return this;
  }

  /** Lets it go on to its end; what it died of, or {@code null}. */
  Throwable wake() throws InterruptedException {
    wakened.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (thread.isAlive()) {
      throw new IllegalStateException("it does not come to its end after " + where);
    }
    return failure;
  }

  /** The step at which it stands. */
  String where() {
    return where;
  }

  private Storage storage() {
    return SteppedStorage.of(this::step);
  }

  private void step(String what) {
    boolean isAfter = what.startsWith("after ");
    if (isAfter && LOOKS.matcher(what).find()) {
      return;
    }
    int step;
    synchronized (this) {
      step = steps.size();
      steps.add(what);
    }
    if (isAfter) {
      afterEachChange.run();
    }
    if (step == stopAt) {
      where = what;
      stopped.countDown();
      try {
        await(wakened);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it waits for ever");
    }
  }
}
