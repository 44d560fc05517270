package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Hosts on one switch, and this machine beside them. A host is a process that has namespaces of its
 * own: network, host name, processes, mounts, so its address, its name and its process numbers are
 * its own, and files are those of this machine. A plug of it can be pulled and put in again.
 *
 * <p>Nothing of it outlives that process, which ends when its input does: with {@link #close}, and
 * with this JVM, whatever ends it. Then the kernel ends all processes of the host and takes its
 * links away. Only the link of this machine has a name outside, by this process's number.
 *
 * <p>Addresses are of the network that RFC 2544 keeps for tests of networks, 198.18.0.0/15.
 */
final class HostNetwork implements AutoCloseable {

  private static final List<String> OWN_NAMESPACES =
      List.of(
          "unshare",
          "--net",
          "--uts",
          "--mount",
          "--pid",
          "--fork",
          "--kill-child",
          "--mount-proc");

  /** A host's first process: its name, the names of all, a link to itself, a word, and waiting. */
  private static final String BOOT =
      "hostname \"$0\" && mount --bind \"$1\" /etc/hosts && ip link set lo up && echo up && cat";

  private static final String SWITCH = "switch";

  /** This machine's port. */
  private static final int OURS = 1;

  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Process> machines = new LinkedHashMap<>();
  private final String subnet;
  private final String link;

  private HostNetwork() {
    long pid = ProcessHandle.current().pid();
    subnet = "198.%d.%d.".formatted(18 + pid / 256 % 2, pid % 256);
    link = "icl" + pid;
  }

  /** Whether this process may do all of this; if not, why. */
  static String refusal() {
    List<String> words = new ArrayList<>(OWN_NAMESPACES);
    words.addAll(List.of("nsenter", "--target", "1", "--net", "--uts", "--mount", "--pid"));
    words.addAll(List.of("sh", "-c", "ip link add probe type veth && hostname probe"));
    try {
      run(words);
      return "";
    } catch (IOException e) {
      return "hosts of one's own need root, unshare, nsenter and ip: " + e.getMessage();
    }
  }

  /**
   * Starts hosts.
   *
   * @param folder for a file with their names
   */
  static HostNetwork start(Path folder, String... names) throws IOException {
    HostNetwork network = new HostNetwork();
    try {
      network.startAll(Files.createDirectories(folder), List.of(names));
      return network;
    } catch (IOException | RuntimeException | Error e) {
      try (network) {
        throw e;
      }
    }
  }

  private void startAll(Path folder, List<String> names) throws IOException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    for (String name : names) {
      ports.put(name, OURS + 1 + ports.size());
      hosts.append(address(name)).append(' ').append(name).append('\n');
    }
    Path file = Files.writeString(folder.resolve("hosts"), hosts);
    boot(SWITCH, file);
    on(SWITCH, "ip link add name switch type bridge && ip link set switch up");
    for (String name : names) {
      boot(name, file);
      plug(ports.get(name), "eth0", child(machines.get(name)).pid());
      on(name, "ip address add %s/24 dev eth0 && ip link set eth0 up".formatted(address(name)));
    }
    plug(OURS, link, ProcessHandle.current().pid());
    run(List.of("ip", "address", "add", ours() + "/24", "dev", link));
    run(List.of("ip", "link", "set", link, "up"));
  }

  private void plug(int port, String end, long process) throws IOException {
    on(
        SWITCH,
        "ip link add port%1$d type veth peer name %2$s netns %3$d && ip link set port%1$d master switch up"
            .formatted(port, end, process));
  }

  private void boot(String name, Path hosts) throws IOException {
    List<String> words = new ArrayList<>(OWN_NAMESPACES);
    words.addAll(List.of("sh", "-c", BOOT, name, hosts.toString()));
    Process machine = new ProcessBuilder(words).redirectErrorStream(true).start();
    machines.put(name, machine);
    String said = machine.inputReader().readLine();
    if (!"up".equals(said)) {
      throw new IOException("host " + name + " does not start: " + said);
    }
  }

  private static ProcessHandle child(Process machine) {
    return machine.children().findFirst().orElseThrow();
  }

  /** A host, for processes. */
  TestHost host(String name) {
    List<String> enter = new ArrayList<>();
    enter.addAll(List.of("nsenter", "--target", String.valueOf(child(machines.get(name)).pid())));
    enter.addAll(List.of("--net", "--uts", "--mount", "--pid"));
    return new TestHost(address(name), enter);
  }

  String address(String name) {
    return subnet + ports.get(name);
  }

  /** The address of this machine, as they reach it. */
  String ours() {
    return subnet + OURS;
  }

  /** Pulls a host's plug: what is sent to it or by it is lost, and nobody is told. */
  void cut(String name) throws IOException {
    on(SWITCH, "ip link set port%d nomaster".formatted(ports.get(name)));
  }

  /** Puts it in again. */
  void join(String name) throws IOException {
    on(SWITCH, "ip link set port%d master switch".formatted(ports.get(name)));
  }

  private void on(String name, String command) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("nsenter", "--target", String.valueOf(child(machines.get(name)).pid())));
    words.addAll(List.of("--net", "--", "sh", "-c", command));
    run(words);
  }

  private static void run(List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", words) + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Ends all of their processes. */
  @Override
  public void close() throws IOException {
    for (Process machine : machines.values()) {
      machine.children().forEach(ProcessHandle::destroyForcibly); // its first: all others follow
      machine.destroyForcibly();
      try {
        machine.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
