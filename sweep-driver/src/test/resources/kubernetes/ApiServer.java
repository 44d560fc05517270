import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server of Kubernetes until standard input ends: fabric8's mock, which keeps what it is
 * given, and what it lacks of a real one that Spark relies on.
 *
 * <ul>
 *   <li>A pod is pending when it is made.
 *   <li>A pod that is deleted is there until its kubelet lets it go, which is a finalizer here.
 *   <li>A merge replaces lists. Server-side apply makes what is not there; otherwise it and
 *       strategic merges are plain merges here.
 *   <li>Selectors of sets of labels, which the mock takes no notice of, are refused.
 * </ul>
 *
 * <p>It is run from its source, as what it is made of is on no other class path.
 */
final class ApiServer extends KubernetesCrudDispatcher {
  private static final String PODS = ".*/pods(\\?.*)?";
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  public static void main(String[] args) throws IOException {
    REQUESTS.setLevel(Level.WARNING);
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(Serialization.jsonMapper()),
            new MockWebServer(),
            new HashMap<>(),
            new ApiServer(),
            false);
    server.init(InetAddress.getByName("127.0.0.1"), 0);
    System.err.println("the API is at http://127.0.0.1:" + server.getPort());
    while (System.in.read() >= 0) {
      // nothing is sent
    }
    Runtime.getRuntime().halt(1);
  }

  @Override
  public synchronized MockResponse handleCreate(RecordedRequest request) {
    ObjectNode made = json(request.getBody().readUtf8());
    return create(request, request.getPath(), made);
  }

  private MockResponse create(RecordedRequest request, String path, ObjectNode made) {
    if (path.matches(PODS)) {
      made.putObject("status").put("phase", "Pending");
      ((ObjectNode) made.get("metadata")).putArray("finalizers").add("test/kubelet");
    }
    return super.handleCreate(
        as(HttpMethod.POST, request, path, "application/json", made.toString()));
  }

  @Override
  public synchronized MockResponse handlePatch(RecordedRequest request) {
    String type = request.getHeader("Content-Type");
    String path = request.getPath().replaceAll("\\?.*", "");
    if (type.startsWith("application/json-patch")) {
      return super.handlePatch(request);
    }
    ObjectNode patch = json(request.getBody().readUtf8());
    if (type.startsWith("application/apply-patch")
        && super.handleGet(path).code() == HttpURLConnection.HTTP_NOT_FOUND) {
      return create(request, path.replaceAll("/[^/]+$", ""), patch);
    }
    MockResponse there = super.handleGet(path.replaceAll("/status$", ""));
    if (there.code() != HttpURLConnection.HTTP_OK) {
      return there;
    }
    ObjectNode merged = json(there.getBody().readUtf8());
    merge(merged, patch);
    return super.handleUpdate(
        as(HttpMethod.PUT, request, path, "application/json", merged.toString()));
  }

  /** As RFC 7396 has it; the mock's own adds the elements of one list to the other. */
  private static void merge(ObjectNode into, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (field.getValue().isNull()) {
        into.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode nested) {
        merge(into.withObjectProperty(field.getKey()), nested);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }

  @Override
  public synchronized MockResponse handleUpdate(RecordedRequest request) {
    return super.handleUpdate(request);
  }

  @Override
  public MockResponse handleGet(String path) {
    return selectsBySets(path)
        ? new MockResponse().setResponseCode(HttpURLConnection.HTTP_NOT_IMPLEMENTED)
        : super.handleGet(path);
  }

  @Override
  public synchronized MockResponse handleDelete(String path) {
    return selectsBySets(path)
        ? new MockResponse().setResponseCode(HttpURLConnection.HTTP_NOT_IMPLEMENTED)
        : super.handleDelete(path);
  }

  private static boolean selectsBySets(String path) {
    return URLDecoder.decode(path, StandardCharsets.UTF_8).contains(" (");
  }

  private static RecordedRequest as(
      HttpMethod method, RecordedRequest request, String path, String type, String body) {
    Headers headers = request.getHeaders().newBuilder().setHeader("Content-Type", type).build();
    return new RecordedRequest(
        request.getHttpVersion(), method, path, headers, new Buffer().writeUtf8(body));
  }

  /** A body of JSON or YAML. */
  private static ObjectNode json(String body) {
    try {
      return (ObjectNode) Serialization.yamlMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
