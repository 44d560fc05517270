package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a process of a test runs: on this machine, or on a host of a {@link HostNetwork}.
 *
 * @param before words before those of a command, which take it there
 */
record TestHost(String address, List<String> before) {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final Path FAKETIME = Path.of("faketime/libfaketimeMT.so.1");

  /** This machine, by another address for each number where the loopback has them. */
  static TestHost loopback(int number) {
    return new TestHost(ifHere("127.0.0." + number), List.of());
  }

  /** An address of this machine's loopback interface, or 127.0.0.1 where it has no other. */
  static String ifHere(String address) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.getInetAddress().getHostAddress();
    } catch (IOException e) {
      return "127.0.0.1";
    }
  }

  private static Optional<Path> faketime() {
    try (Stream<Path> files = Files.find(LIBRARIES, 3, (file, is) -> file.endsWith(FAKETIME))) {
      return files.findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Whether processes can have clocks of their own here: whether libfaketime is installed. */
  static boolean hasClocks() {
    return faketime().isPresent();
  }

  /**
   * The same, where it is another time of the day; waits are as long as elsewhere.
   *
   * @param offset as in {@code +7m}
   */
  TestHost withClock(String offset) {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of("env", "LD_PRELOAD=" + faketime().orElseThrow(), "FAKETIME=" + offset));
    words.addAll(List.of("FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_FORCE_MONOTONIC_FIX=0"));
    return new TestHost(address, words);
  }
}
