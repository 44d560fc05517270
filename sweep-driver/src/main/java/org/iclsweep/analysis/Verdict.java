package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.QueryTimeoutException;
import org.iclsweep.results.RefusedQueryException;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.study.read.Check;

/**
 * A check, held against the results.
 *
 * @param check what was asked
 * @param measured the number that the query answered; empty where it answered none
 * @param fault why there is no number; empty where there is one
 * @param refused whether the query was not asked, since it does more than ask
 */
public record Verdict(Check check, OptionalDouble measured, String fault, boolean refused) {

  private static final int MOST_ROWS = 100;
  private static final int MOST_GIVEN_UP = 3;

  /**
   * Asks a table all checks, in their order; a query that is wrong, or does more than ask, is a
   * check that fails. Where several take longer than the table allows, the rest is not asked: a
   * study may not keep its reader waiting for ever.
   */
  public static List<Verdict> of(List<Check> checks, ResultTable table) {
    List<Verdict> verdicts = new ArrayList<>();
    int givenUp = 0;
    for (Check check : checks) {
      if (givenUp == MOST_GIVEN_UP) {
        verdicts.add(none(check, "not asked, since others took too long"));
        continue;
      }
      try {
        verdicts.add(of(check, table.firstRows(check.query(), MOST_ROWS)));
      } catch (QueryTimeoutException slow) {
        givenUp++;
        verdicts.add(none(check, slow.getMessage() + "; to allow more: --query-timeout"));
      } catch (RefusedQueryException refused) {
        verdicts.add(new Verdict(check, OptionalDouble.empty(), refused.getMessage(), true));
      } catch (ResultException wrong) {
        verdicts.add(none(check, wrong.getMessage()));
      }
    }
    return List.copyOf(verdicts);
  }

  private static Verdict of(Check check, QueryResult answer) {
    int rows = answer.rows().size();
    int columns = answer.columns().size();
    if (rows != 1 || columns != 1) {
      String size = rows == MOST_ROWS ? "several rows" : "%d x %d values".formatted(rows, columns);
      return none(check, "the query has to answer one number, and answers " + size);
    }
    Object value = answer.rows().get(0).get(0);
    if (value == null) {
      return none(check, "nothing that the query asks for was measured");
    }
    return value instanceof Number number
        ? new Verdict(check, OptionalDouble.of(number.doubleValue()), "", false)
        : none(check, "the query has to answer a number, and answers " + value);
  }

  private static Verdict none(Check check, String fault) {
    return new Verdict(check, OptionalDouble.empty(), fault, false);
  }

  /** Whether there is a number, and it is as expected. */
  public boolean passed() {
    return measured.isPresent() && check.expected().holds(measured.getAsDouble());
  }
}
