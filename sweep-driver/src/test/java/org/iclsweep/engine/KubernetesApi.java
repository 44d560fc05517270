package org.iclsweep.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What is in one namespace of Kubernetes, read and changed through its API. */
final class KubernetesApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String namespace;

  /**
   * @param server its address, without a slash at the end
   */
  KubernetesApi(String server) {
    namespace = server + "/api/v1/namespaces/default/";
  }

  static ObjectMapper json() {
    return JSON;
  }

  /** All of a kind, which is given in the plural. */
  List<JsonNode> all(String kind) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    ask("GET", kind, "").path("items").forEach(all::add);
    return all;
  }

  /** One of a kind; a missing node if it is not there. */
  JsonNode one(String kind, String name) throws IOException {
    return ask("GET", kind + "/" + name, "");
  }

  /** Changes a pod. */
  void merge(String pod, JsonNode patch) throws IOException {
    ask("PATCH", "pods/" + pod, patch.toString());
  }

  /** Changes the status of a pod. */
  void mergeStatus(String pod, JsonNode patch) throws IOException {
    ask("PATCH", "pods/" + pod + "/status", patch.toString());
  }

  /** Deletes a pod as {@code kubectl delete} does; that it is not there is no fault. */
  void delete(String pod) throws IOException {
    ask("DELETE", "pods/" + pod, "");
  }

  private JsonNode ask(String method, String what, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(namespace + what))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/merge-patch+json")
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == NOT_FOUND) {
        return MissingNode.getInstance();
      }
      if (answer.statusCode() >= 300) {
        throw new IOException(method + " " + what + ": " + answer);
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(method + " " + what + ": interrupted", e);
    }
  }
}
