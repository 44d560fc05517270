package org.iclsweep.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.iclsweep.trial.Measured;
import org.iclsweep.trial.TrialRecord;

/**
 * Which numbers of a record are losses: those whose columns are named so, their standard errors,
 * and residuals. All of them have one unit, half the squared error.
 */
public final class LossColumns {

  private static final Pattern NAME = Pattern.compile("(.+_)?loss(_standard_error)?|residual");

  private LossColumns() {}

  /** A record with all its losses times a factor. */
  public static TrialRecord times(TrialRecord record, double factor) {
    return factor == 1 ? record : scaled(record, factor);
  }

  private static <R extends Record> R scaled(R record, double factor) {
    List<Object> parts = new ArrayList<>();
    for (RecordColumn column : RecordShape.columns(record.getClass())) {
      Object part = column.of(record);
      boolean isLoss = part instanceof Double && NAME.matcher(column.name()).matches();
      parts.add(isLoss ? (Object) ((Double) part * factor) : inner(part, factor));
    }
    return RecordShape.made(record, parts);
  }

  private static Object inner(Object part, double factor) {
    if (part instanceof Measured measured) {
      Map<String, List<?>> lists = new LinkedHashMap<>();
      measured.lists().forEach((name, list) -> lists.put(name, (List<?>) inner(list, factor)));
      return new Measured(lists);
    }
    if (part instanceof List<?> list) {
      return list.stream().map(each -> inner(each, factor)).toList();
    }
    return part instanceof Record record ? scaled(record, factor) : part;
  }
}
