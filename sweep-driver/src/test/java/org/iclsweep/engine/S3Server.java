package org.iclsweep.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;

/**
 * An S3 server on this machine: S3Mock in a process of its own, behind a door that lets one request
 * in at a time. S3Mock looks at a write's condition and then writes; with one request at a time the
 * two are one step, as they are on S3.
 *
 * <p>At the door a test can decide what befalls a request.
 */
public final class S3Server {

  /** There from the start. */
  public static final String BUCKET = "bucket";

  private static final Path JAR = Path.of("target/s3-server.jar").toAbsolutePath();
  private static final Path TEST_CLASSES = Path.of("target/test-classes").toAbsolutePath();
  private static final Path LOG =
      Path.of("target/s3-server-" + ProcessHandle.current().pid() + ".log").toAbsolutePath();
  private static final Pattern STARTED = Pattern.compile("started on ports .*?(\\d+) \\(http\\)");

  /** Headers that belong to a connection, and are set for each anew. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "date");

  private static S3Server shared;

  /** A request, complete. */
  record Request(String method, URI target, Map<String, List<String>> headers, byte[] body) {

    /** Whether it asks the server to copy an object to a key that has this in it. */
    boolean copiesTo(String part) {
      return method.equals("PUT")
          && headers.containsKey("x-amz-copy-source")
          && target.getPath().contains(part);
    }

    static Request get(URI target) {
      return new Request("GET", target, Map.of(), new byte[0]);
    }

    static Request put(URI target, byte[] body) {
      return new Request("PUT", target, Map.of(), body);
    }

    /** Whether it sends a part of a file, by this number from 1. */
    boolean isPart(int number) {
      String query = String.valueOf(target.getQuery());
      return method.equals("PUT") && query.matches("(.*&)?partNumber=%d(&.*)?".formatted(number));
    }

    /** The object that it asks to be copied. */
    URI copySource() {
      String source = headers.get("x-amz-copy-source").get(0);
      return URI.create(source.startsWith("/") ? source : "/" + source);
    }

    Request without(String header) {
      Map<String, List<String>> fewer = new HashMap<>(headers);
      fewer.remove(header);
      return new Request(method, target, fewer, body);
    }
  }

  /** An answer, complete. */
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    /** What S3 says when it cannot do what it is asked to. */
    static Answer internalError() {
      return new Answer(500, Map.of(), new byte[0]);
    }

    /** What S3 says when it is asked too often. */
    static Answer slowDown() {
      return error(503, "SlowDown", "Please reduce your request rate.");
    }

    /** What S3 says with a code of its own. */
    static Answer error(int status, String code, String message) {
      String text =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
              .formatted(code, message);
      return new Answer(
          status,
          Map.of("Content-Type", List.of("application/xml")),
          text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What befalls requests. */
  interface Fate {
    Answer of(Request request) throws IOException;
  }

  private final URI mock;
  private final HttpServer door;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Fate fate = this::forward;

  private S3Server(URI mock, InetAddress address) throws IOException {
    this.mock = mock;
    door = HttpServer.create(new InetSocketAddress(address, 0), 0);
    door.createContext("/", this::answer);
    door.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "S3 door");
              thread.setDaemon(true);
              return thread;
            }));
    door.start();
  }

  /** The one of this JVM, which ends with it. */
  public static synchronized S3Server shared() throws IOException {
    if (shared == null) {
      shared = new S3Server(startMock(), InetAddress.getLoopbackAddress());
    }
    return shared;
  }

  /** Another door to it, at another address of this machine, with one request at a time. */
  S3Server at(String address) throws IOException {
    return new S3Server(mock, InetAddress.getByName(address));
  }

  /** Closes this door. */
  void close() {
    door.stop(0);
  }

  private static URI startMock() throws IOException {
    if (!Files.exists(JAR)) {
      throw new IOException(JAR + " is not there; Maven puts it there: mvn verify");
    }
    List<String> command = OwnJvm.plain("256m");
    command.addAll(List.of("-cp", JAR + ":" + TEST_CLASSES, ClusterDaemon.class.getName()));
    command.add("org.springframework.boot.loader.launch.JarLauncher");
    command.addAll(List.of("--server.port=0", "--http.port=0"));
    command.add("--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    while (true) {
      Matcher started = STARTED.matcher(Files.readString(LOG));
      if (started.find()) {
        return URI.create("http://127.0.0.1:" + started.group(1));
      }
      if (!process.isAlive()) {
        process.destroyForcibly();
        throw new IOException("the S3 server does not start:\n" + Files.readString(LOG));
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Lets this befall all requests, until the next call. */
  void setFate(Fate fate) {
    this.fate = fate;
  }

  /** Requests are answered by the server again. */
  void reset() {
    fate = this::forward;
  }

  /**
   * A directory in a bucket of its own. Hadoop keeps one file system a bucket in a process, with
   * the settings that came first.
   */
  String directoryOfItsOwn() throws IOException {
    String bucket = "bucket-" + UUID.randomUUID();
    Answer made = forward(Request.put(URI.create("/" + bucket), new byte[0]));
    if (made.status() != 200) {
      throw new IOException("no bucket " + bucket + ": " + made.status());
    }
    return "s3a://" + bucket + "/study";
  }

  /** A directory in the bucket. */
  public static String directory(String name) {
    return "s3a://" + BUCKET + "/" + name;
  }

  /** Hadoop's settings, to reach it. */
  public Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("fs.s3a.endpoint", "http://%s:%d".formatted(host(), door.getAddress().getPort())),
        Map.entry("fs.s3a.endpoint.region", "us-east-1"),
        Map.entry("fs.s3a.path.style.access", "true"),
        Map.entry("fs.s3a.access.key", "a"),
        Map.entry("fs.s3a.secret.key", "b"),
        Map.entry("fs.s3a.attempts.maximum", "1"),
        Map.entry("fs.s3a.retry.limit", "1"),
        Map.entry("fs.s3a.retry.interval", "50ms"));
  }

  private String host() {
    return door.getAddress().getAddress().getHostAddress();
  }

  /** Spark's settings, to reach it. */
  public SparkSettings spark(String master) {
    return spark(master, Map.of());
  }

  /** The same, with others of Hadoop's over them. */
  SparkSettings spark(String master, Map<String, String> others) {
    Map<String, String> conf = new HashMap<>();
    settings().forEach((key, value) -> conf.put("spark.hadoop." + key, value));
    others.forEach((key, value) -> conf.put("spark.hadoop." + key, value));
    return new SparkSettings(master, conf);
  }

  public Storage storage() {
    return new Storage(settings());
  }

  private void answer(HttpExchange exchange) {
    try (exchange;
        InputStream in = exchange.getRequestBody()) {
      Map<String, List<String>> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      Request request =
          new Request(
              exchange.getRequestMethod(), exchange.getRequestURI(), headers, in.readAllBytes());
      send(exchange, fate.of(request));
    } catch (IOException e) {
      // the client is gone, or finds the connection closed
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    answer
        .headers()
        .forEach(
            (name, values) -> {
              boolean isLength = name.equalsIgnoreCase("content-length");
              if (isLength ? isHead : !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean hasBody = answer.body().length > 0 && !isHead;
    exchange.sendResponseHeaders(answer.status(), hasBody ? answer.body().length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** Asks the server; one request at a time. */
  synchronized Answer forward(Request request) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(mock.resolve(request.target()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
