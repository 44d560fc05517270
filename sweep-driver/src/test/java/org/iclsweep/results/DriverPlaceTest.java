package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverPlaceTest {

  /** What spark-submit, a worker, an application master and a pod of Spark 4 set. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| ALONE | false",
        "spark.master=yarn | ALONE | false",
        "SPARK_SUBMIT=true spark.master=spark://h:7077 spark.submit.deployMode=client | CLIENT | false",
        "SPARK_SUBMIT=true spark.master=yarn spark.submit.deployMode=client | CLIENT | false",
        "SPARK_SUBMIT=true spark.master=k8s://h:6443 spark.submit.deployMode=client | CLIENT | false",
        "SPARK_SUBMIT=false spark.kubernetes.submitInDriver=false | ALONE | false",
        "spark.master=spark://h:7077 spark.submit.deployMode=cluster | STANDALONE | true",
        "spark.master=yarn spark.submit.deployMode=cluster spark.yarn.app.id=application_1_1 | YARN | true",
        "SPARK_SUBMIT=true spark.master=k8s://h spark.submit.deployMode=client"
            + " spark.kubernetes.submitInDriver=true | KUBERNETES | true"
      })
  void whatSparkTellsSaysWhereTheDriverIs(String told, DriverPlace place, boolean inCluster) {
    Properties properties = new Properties();
    for (String setting : told == null ? new String[0] : told.split(" ")) {
      properties.setProperty(setting.split("=")[0], setting.split("=")[1]);
    }

    assertThat(DriverPlace.of(properties)).isEqualTo(place);
    assertThat(place.isInCluster()).isEqualTo(inCluster);
  }

  @Test
  void thisProcessIsNobodysDriver() {
    assertThat(DriverPlace.here()).isEqualTo(DriverPlace.ALONE);
  }
}
