package org.iclsweep.results;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One question asked of many files by several threads, which wait for storage as much as compute.
 */
final class EachFile {

  private static final int THREADS = Math.max(4, Runtime.getRuntime().availableProcessors());

  private EachFile() {}

  /**
   * Hands out the answers in the order of the files, in the calling thread. A few are kept at once,
   * however many there are.
   *
   * @param ask called by several threads at once; its exceptions reach the caller
   */
  static <F, A> void inOrder(List<F> files, Function<F, A> ask, Consumer<A> take) {
    inOrder(files, THREADS, ask, take);
  }

  /** The same, by so many threads. */
  static <F, A> void inOrder(List<F> files, int atOnce, Function<F, A> ask, Consumer<A> take) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce, EachFile::thread);
    try {
      Deque<Future<A>> asked = new ArrayDeque<>();
      for (F file : files) {
        if (asked.size() == 2 * atOnce) {
          take.accept(answer(asked.remove()));
        }
        asked.add(threads.submit(() -> ask.apply(file)));
      }
      while (!asked.isEmpty()) {
        take.accept(answer(asked.remove()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Does something with every file.
   *
   * @param action called by several threads at once; its exceptions reach the caller
   */
  static <F> void forEach(List<F> files, Consumer<F> action) {
    forEach(files, THREADS, action);
  }

  /** The same, by so many threads. */
  static <F> void forEach(List<F> files, int atOnce, Consumer<F> action) {
    inOrder(
        files,
        atOnce,
        file -> {
          action.accept(file);
          return file;
        },
        done -> {});
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "icl-sweep files");
    thread.setDaemon(true);
    return thread;
  }

  private static <A> A answer(Future<A> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a function throws no checked exceptions
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading files", e);
    }
  }
}
