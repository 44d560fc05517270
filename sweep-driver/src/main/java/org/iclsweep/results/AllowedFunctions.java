package org.iclsweep.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions that a query may call, by name: of Spark's own those listed in {@code
 * functions.txt}, which compute from their arguments and reach nothing outside, and those that come
 * with the views.
 */
final class AllowedFunctions {

  /** Registered with every session of a table. */
  private static final Set<String> OWN =
      Set.of(
          LearningEventsFunction.NAME,
          ExactInterval.NAME,
          SurvivalFunction.NAME,
          ValleyFunction.NAME);

  private static final Set<String> NAMES = read();
  private static final Map<String, String> REFUSED_CLASSES = refusedClasses();

  private AllowedFunctions() {}

  /** Whether a query may call it. */
  static boolean contains(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || OWN.contains(lower);
  }

  /** Of an expression that only functions make that no query may call, the name of one of these. */
  static Optional<String> refusedName(Expression expression) {
    if (expression instanceof ScalaUDF udf) {
      String name = udf.udfName().getOrElse(() -> "a function of its own");
      return OWN.contains(name) ? Optional.empty() : Optional.of(name);
    }
    String type = expression.getClass().getName();
    return type.startsWith("org.apache.spark.sql.")
        ? Optional.ofNullable(REFUSED_CLASSES.get(type))
        : Optional.of(type);
  }

  /** All of this Spark's, by name. */
  static Set<String> builtIn() {
    Set<String> names = new TreeSet<>();
    infos().forEach(info -> names.add(info.getName()));
    return names;
  }

  private static Iterable<ExpressionInfo> infos() {
    Set<ExpressionInfo> infos = new HashSet<>();
    var scalar = FunctionRegistry$.MODULE$.builtin();
    CollectionConverters.asJava(scalar.listFunction())
        .forEach(name -> infos.add(scalar.lookupFunction(name).get()));
    var table = TableFunctionRegistry$.MODULE$.builtin();
    CollectionConverters.asJava(table.listFunction())
        .forEach(name -> infos.add(table.lookupFunction(name).get()));
    return infos;
  }

  private static Map<String, String> refusedClasses() {
    Map<String, String> refused = new HashMap<>();
    infos().forEach(info -> refused.put(info.getClassName(), info.getName()));
    infos()
        .forEach(
            info -> {
              if (NAMES.contains(info.getName())) {
                refused.remove(info.getClassName());
              }
            });
    return refused;
  }

  private static Set<String> read() {
    try (InputStream in = AllowedFunctions.class.getResourceAsStream("functions.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Set.of(text.strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
