package org.iclsweep.results;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The records of an extent. Files come in or stay out by their names, which Spark decides before it
 * opens one; identities are looked at in those files alone that have other rows, too.
 */
record AskedRecords(SparkSession session, TrialTable table, Extent extent) {

  private static final String FILE = "_metadata.file_name";
  private static final String ID = "trial_id";

  Dataset<Row> of(Dataset<Row> all) {
    if (extent.others() == 0) {
      return all;
    }
    Dataset<Row> whole = in(all, extent::isWhole);
    return extent.parts().isEmpty()
        ? whole
        : whole.union(in(all, file -> !extent.isWhole(file)).join(ids(), seq(ID), "left_semi"));
  }

  private Dataset<Row> in(Dataset<Row> all, Predicate<TrialFile> choice) {
    List<String> names = extent.files().stream().filter(choice).map(AskedRecords::name).toList();
    return all.where(col(FILE).isInCollection(names));
  }

  /** As Spark spells it: with what a URI has in place of blanks and the like. */
  private static String name(TrialFile file) {
    String path = file.status().getPath().toUri().getRawPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Dataset<Row> ids() {
    List<String> ids =
        extent.files().stream().filter(file -> !extent.isWhole(file)).flatMap(this::idsOf).toList();
    return session.createDataset(ids, Encoders.STRING()).toDF(ID);
  }

  private Stream<String> idsOf(TrialFile file) {
    return table.trialIds(file.status()).filter(extent.isAsked());
  }

  private static scala.collection.immutable.Seq<String> seq(String element) {
    return scala.jdk.javaapi.CollectionConverters.asScala(List.of(element)).toSeq();
  }
}
