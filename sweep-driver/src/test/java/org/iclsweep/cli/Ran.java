package org.iclsweep.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A verb that has been run in this JVM.
 *
 * @param code what it ended with
 * @param out what it said on stdout
 * @param err what it said on stderr
 */
record Ran(int code, String out, String err) {

  /** Runs a verb with neither stream a terminal. */
  static Ran of(String... arguments) {
    return on(false, arguments);
  }

  /** Runs a verb, with both streams a terminal that shows colours if {@code live}. */
  static Ran on(boolean live, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), live, 80, live, live);
    int code = IclSweep.execute(console, arguments);
    return new Ran(code, text(out), text(err));
  }

  static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
