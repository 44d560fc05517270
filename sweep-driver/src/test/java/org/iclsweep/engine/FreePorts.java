package org.iclsweep.engine;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that are free and stay so: below those that systems hand out to whoever asks for any
 * (32,768 and above of Linux, 49,152 of others), so that a daemon that binds one later finds it.
 */
public final class FreePorts {
  private static final int LOW = 20_000;
  private static final int HIGH = 32_000;

  private FreePorts() {}

  /** That many, all different. */
  public static List<Integer> of(int number) {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOW, HIGH))
        .distinct()
        .filter(FreePorts::isFree)
        .limit(number)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
