package org.iclsweep.analysis;

import java.util.List;
import java.util.OptionalDouble;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.study.Check;

/**
 * A check, held against the results.
 *
 * @param check what was asked
 * @param measured the number that the query answered; empty where it answered none
 * @param fault why there is no number; empty where there is one
 */
public record Verdict(Check check, OptionalDouble measured, String fault) {

  /** Asks a table all checks, in their order; a query that is wrong is a check that fails. */
  public static List<Verdict> of(List<Check> checks, ResultTable table) {
    return checks.stream().map(check -> of(check, table)).toList();
  }

  private static Verdict of(Check check, ResultTable table) {
    try {
      return of(check, table.sql(check.query()));
    } catch (ResultException wrong) {
      return new Verdict(check, OptionalDouble.empty(), wrong.getMessage());
    }
  }

  private static Verdict of(Check check, QueryResult answer) {
    int rows = answer.rows().size();
    int columns = answer.columns().size();
    if (rows != 1 || columns != 1) {
      String size = "%d x %d values".formatted(rows, columns);
      return none(check, "the query has to answer one number, and answers " + size);
    }
    Object value = answer.rows().get(0).get(0);
    if (value == null) {
      return none(check, "nothing that the query asks for was measured");
    }
    return value instanceof Number number
        ? new Verdict(check, OptionalDouble.of(number.doubleValue()), "")
        : none(check, "the query has to answer a number, and answers " + value);
  }

  private static Verdict none(Check check, String fault) {
    return new Verdict(check, OptionalDouble.empty(), fault);
  }

  /** Whether there is a number, and it is as expected. */
  public boolean passed() {
    return measured.isPresent() && check.expected().holds(measured.getAsDouble());
  }
}
