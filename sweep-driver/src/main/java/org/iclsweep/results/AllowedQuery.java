package org.iclsweep.results;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.CurrentUser;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Product;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a query may do: ask the views of a study, and compute from what they answer.
 *
 * <p>Checks stand in studies, and studies come from strangers; Spark's SQL writes folders, reads
 * any file that is named like a table, and calls methods of Java. So every part of a query has to
 * be one of those listed here; what a later Spark adds is refused until it is listed. A query is
 * looked at twice: as it is written, before Spark does anything with it (commands run while a query
 * is analysed), and once its names are resolved (a name can be another one's: {@code user} is a
 * column where there is one, and else the person's).
 */
final class AllowedQuery {

  /** Nodes of a parsed query, by class: relations and how they are combined. */
  private static final Set<String> RELATIONS =
      words(
          """
          Aggregate Distinct Except Filter Generate GlobalLimit Intersect Join LateralJoin LimitAll
          LocalLimit LocalRelation NearestByJoin Offset OneRowRelation PipeOperator Pivot Project
          RepartitionByExpression Sample Sort SubqueryAlias Tail Union Unpivot UnresolvedHaving
          UnresolvedHint UnresolvedInlineTable UnresolvedQualify UnresolvedRelation
          UnresolvedSubqueryColumnAliases UnresolvedTVFAliases UnresolvedTableValuedFunction
          UnresolvedWith WithWindowDefinition
          """);

  /** Questions about views and queries in place of their rows. */
  private static final Set<String> QUESTIONS =
      words(
          """
          CurrentNamespace DescribeColumn DescribeQueryCommand DescribeRelation ExplainCommand
          ShowColumns ShowFunctions ShowTables ShowViews UnresolvedTableOrView
          """);

  /** Nodes that the parser makes itself; all other expressions are functions, called by name. */
  private static final Set<String> EXPRESSIONS =
      words(
          """
          Add AggregateExpression Alias And AnyValue AttributeReference Between BitwiseAnd BitwiseNot
          BitwiseOr BitwiseXor CaseWhen Cast Coalesce Collate Concat CreateNamedStruct CreateStruct
          Cube CurrentDate CurrentRow CurrentTime CurrentTimestamp Divide EqualNullSafe EqualTo Exists
          First GreaterThan GreaterThanOrEqual GroupingSets Hex ILike In InSubquery IntegralDivide
          IsNotNull IsNotUnknown IsNull IsUnknown LambdaFunction Last LateralSubquery LessThan
          LessThanOrEqual Like LikeAll LikeAny ListQuery Literal Lower MultiAlias Multiply
          NamedArgumentExpression Not NotLikeAll NotLikeAny Or Overlay PipeExpression RLike Remainder
          Rollup ScalarSubquery SemiStructuredExtract ShiftLeft ShiftRight ShiftRightUnsigned SortOrder
          SpecifiedWindowFrame StringLocate StringTrim StringTrimLeft StringTrimRight Substring Subtract
          TimestampAdd TimestampDiff UnaryMinus UnaryPositive UnboundedFollowing UnboundedPreceding
          UnresolvedAlias UnresolvedAttribute UnresolvedCollation UnresolvedExtractValue
          UnresolvedFunction UnresolvedGenerator UnresolvedNamedLambdaVariable UnresolvedOrdinal
          UnresolvedPipeAggregateOrdinal UnresolvedRegex UnresolvedStar UnresolvedStarExceptOrReplace
          UnresolvedWindowExpression UnspecifiedFrame WindowExpression WindowSpecDefinition
          WindowSpecReference
          """);

  /** What relations come down to, once names are resolved, besides views. */
  private static final Set<String> SOURCES =
      words(
          """
          CTERelationRef LocalRelation OneRowRelation Range ResolvedInlineTable UnionLoopRef
          """);

  private static final Pattern VERB =
      Pattern.compile("(?s)(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*([A-Za-z]+(?:\\s+[A-Za-z]+){0,2}).*");

  private final String text;
  private final Set<String> named = new HashSet<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private AllowedQuery(String text) {
    this.text = text;
    Views.NAMES.forEach(named::add);
  }

  /**
   * Looks at a query as it is written.
   *
   * @throws RefusedQueryException if it does more than ask
   */
  static void require(String text, LogicalPlan parsed) {
    AllowedQuery query = new AllowedQuery(text);
    query.collectNames(parsed);
    query.seen.clear();
    query.requireParsed(parsed);
  }

  /** Whether it asks about views, queries or functions, and not for rows. */
  static boolean describes(LogicalPlan parsed) {
    return QUESTIONS.contains(name(parsed));
  }

  /**
   * Looks at a query for rows with its names resolved; the other look comes first.
   *
   * @throws RefusedQueryException if it does more than ask
   */
  static void requireResolved(String text, LogicalPlan resolved) {
    new AllowedQuery(text).requireSources(resolved);
  }

  /** What tells of this machine, where its files are and who asks, is for a person's own eyes. */
  static RefusedQueryException refusedDescription() {
    return refused("it describes what is asked");
  }

  /** Names that the query gives to parts of itself; where each can be seen is told by Spark. */
  private void collectNames(Object part) {
    if (!seen.add(part)) {
      return;
    }
    if (part instanceof UnresolvedWith with) {
      parts(with.cteRelations()) // pairs or triples, by the version of Spark
          .forEach(each -> named.add(parts(each).get(0).toString().toLowerCase(Locale.ROOT)));
    }
    parts(part).forEach(this::collectNames);
  }

  /** Everything inside is looked at, wherever a node keeps it. */
  private void requireParsed(Object part) {
    if (!seen.add(part)) {
      return;
    }
    if (part instanceof LogicalPlan plan) {
      requirePlan(plan);
    } else if (part instanceof Expression expression) {
      requireExpression(expression);
    }
    parts(part).forEach(this::requireParsed);
  }

  private static List<Object> parts(Object part) {
    if (part instanceof scala.collection.Map<?, ?> map) {
      return CollectionConverters.asJava(map.iterator().toList()).stream()
          .map(Object.class::cast)
          .toList();
    }
    if (part instanceof scala.collection.Iterable<?> several) {
      return List.copyOf(CollectionConverters.asJava(several.toList()));
    }
    if (part instanceof Product product) {
      return CollectionConverters.asJava(product.productIterator().toList()).stream()
          .filter(each -> each != null)
          .toList();
    }
    return List.of();
  }

  private void requirePlan(LogicalPlan plan) {
    if (plan instanceof UnresolvedRelation relation) {
      requireView(relation.multipartIdentifier());
      if (relation.isStreaming() || !relation.options().isEmpty()) {
        throw refused("it reads " + dotted(relation.multipartIdentifier()) + " with options");
      }
    } else if (plan instanceof UnresolvedTableOrView view) {
      requireView(view.multipartIdentifier());
    } else if (plan instanceof UnresolvedTableValuedFunction function) {
      requireFunction(function.name());
    } else if (!RELATIONS.contains(name(plan)) && !QUESTIONS.contains(name(plan))) {
      throw refused(what(plan));
    }
  }

  private String what(LogicalPlan plan) {
    Matcher verb = VERB.matcher(text);
    boolean asks = text.strip().matches("(?is)(select|with|from|values|table|\\().*");
    return asks || !verb.matches()
        ? "it has a part " + name(plan)
        : "it is " + verb.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  private void requireExpression(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      requireFunction(function.nameParts());
    } else if (expression instanceof UnresolvedGenerator generator) {
      if (generator.name().database().isDefined()) {
        throw refused("it calls " + generator.name().unquotedString());
      }
      requireFunction(generator.name().funcName());
    } else if (expression instanceof CurrentUser) {
      throw refused("it asks for the user");
    } else if (!EXPRESSIONS.contains(name(expression))) {
      throw refused("it has a part " + name(expression));
    }
  }

  private void requireView(Seq<String> name) {
    if (name.size() != 1 || !named.contains(name.head().toLowerCase(Locale.ROOT))) {
      if (name.size() == 1) {
        throw new ResultException(
            "the query is wrong: The table or view `%s` cannot be found.%s\nviews: %s"
                .formatted(
                    name.head(), MeantName.view(name.head()), String.join(", ", Views.NAMES)));
      }
      throw refused("it reads " + dotted(name) + ", which is no view of a study");
    }
  }

  private void requireFunction(Seq<String> name) {
    if (name.size() != 1) {
      throw refused("it calls " + dotted(name));
    }
    requireFunction(name.head());
  }

  private void requireFunction(String name) {
    if (AllowedFunctions.contains(name)) {
      return;
    }
    if (AllowedFunctions.builtIn().contains(name.toLowerCase(Locale.ROOT))) {
      throw refused("it calls " + name.toLowerCase(Locale.ROOT));
    }
    throw new ResultException("the query is wrong: there is no function `" + name + "`");
  }

  private void requireSources(LogicalPlan plan) {
    if (plan instanceof View view) {
      String name = view.desc().identifier().table();
      if (!view.isTempView() || !Views.NAMES.contains(name)) {
        throw refused("it reads " + name + ", which is no view of a study");
      }
      return; // its own query is ours
    }
    boolean isLeaf = plan.children().isEmpty();
    if (plan instanceof Command || isLeaf && !SOURCES.contains(name(plan))) {
      throw refused("it reads " + name(plan));
    }
    CollectionConverters.asJava(plan.expressions()).forEach(this::requireResolved);
    CollectionConverters.asJava(plan.children()).forEach(this::requireSources);
    inner(plan).forEach(this::requireSources);
  }

  private static List<LogicalPlan> inner(TreeNode<?> plan) {
    return CollectionConverters.asJava(plan.innerChildren()).stream()
        .filter(LogicalPlan.class::isInstance)
        .map(LogicalPlan.class::cast)
        .toList();
  }

  private void requireResolved(Expression expression) {
    AllowedFunctions.refusedName(expression)
        .ifPresent(
            name -> {
              throw refused("it calls " + name);
            });
    if (expression instanceof SubqueryExpression subquery) {
      requireSources((LogicalPlan) subquery.plan());
    }
    CollectionConverters.asJava(expression.children()).forEach(this::requireResolved);
  }

  private static RefusedQueryException refused(String reason) {
    return new RefusedQueryException(
        "the query is refused: "
            + reason
            + "; a query only asks the views of a study, with SELECT or WITH and functions that"
            + " compute");
  }

  private static String dotted(Seq<String> name) {
    return CollectionConverters.asJava(name).stream().collect(Collectors.joining("."));
  }

  private static String name(Object node) {
    Class<?> type = node.getClass();
    return type.getName().startsWith("org.apache.spark.sql.")
        ? type.getSimpleName().replace("$", "")
        : type.getName();
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
