package org.iclsweep.results;

import java.util.Properties;

/**
 * Where this process runs as a driver, as Spark tells it by system properties: they reach a driver
 * wherever it is, while the environment of spark-submit stays on the machine that submits.
 */
public enum DriverPlace {
  /** Not started by spark-submit: Spark is part of this process. */
  ALONE,
  /** In the process of spark-submit, whose Spark it uses. */
  CLIENT,
  /** Started by a worker of a standalone cluster. */
  STANDALONE,
  /** In the application master of YARN. */
  YARN,
  /** In a pod of Kubernetes, where a second spark-submit says that the mode is client. */
  KUBERNETES;

  /** Whether Spark was asked to run the driver in the cluster. */
  public static final String DEPLOY_MODE = "spark.submit.deployMode";

  /** That of this process. */
  public static DriverPlace here() {
    return of(System.getProperties());
  }

  static DriverPlace of(Properties told) {
    if (Boolean.parseBoolean(told.getProperty("spark.kubernetes.submitInDriver"))) {
      return KUBERNETES;
    }
    if ("cluster".equals(told.getProperty(DEPLOY_MODE))) {
      return "yarn".equals(told.getProperty(SparkSettings.MASTER)) ? YARN : STANDALONE;
    }
    return Boolean.parseBoolean(told.getProperty("SPARK_SUBMIT")) ? CLIENT : ALONE;
  }

  /** Whether a cluster runs it. */
  public boolean isInCluster() {
    return this != ALONE && this != CLIENT;
  }
}
