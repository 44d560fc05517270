package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Files of {@code HADOOP_CONF_DIR}, one set for all processes of a {@link HadoopCluster}: what is
 * lost is missed within seconds, nodes have more memory on paper than this machine has.
 */
final class HadoopSettings {
  private static final String LOCAL = "127.0.0.1:";
  private static final String ANY_PORT = LOCAL + "0";

  private final Path conf;
  private final String daemonFolder;
  private final List<Integer> ports;

  /**
   * @param folder that gets a folder with them
   * @param daemonFolder the system property that names a process's own folder
   * @param ports eight that are free
   */
  HadoopSettings(Path folder, String daemonFolder, List<Integer> ports) {
    conf = folder.resolve("conf");
    this.daemonFolder = "${" + daemonFolder + "}";
    this.ports = ports;
  }

  Path conf() {
    return conf;
  }

  String hdfs() {
    return "hdfs://" + at(0);
  }

  String hdfsPages() {
    return "http://" + at(1);
  }

  String yarnPages() {
    return "http://" + at(2);
  }

  private String at(int port) {
    return LOCAL + ports.get(port);
  }

  void write() throws IOException {
    Files.createDirectories(conf);
    write("core-site.xml", Map.of("fs.defaultFS", hdfs(), "ipc.client.connect.max.retries", "40"));
    write("hdfs-site.xml", hdfsSite());
    write("yarn-site.xml", yarnSite());
    write("capacity-scheduler.xml", queues());
  }

  private Map<String, String> hdfsSite() {
    Map<String, String> site = new LinkedHashMap<>();
    site.put("dfs.replication", "2");
    site.put("dfs.namenode.rpc-address", at(0));
    site.put("dfs.namenode.http-address", at(1));
    site.put("dfs.namenode.name.dir", "file:" + conf.resolveSibling("names"));
    site.put("dfs.namenode.datanode.registration.ip-hostname-check", "false");
    site.put("dfs.namenode.safemode.extension", "0");
    site.put("dfs.namenode.heartbeat.recheck-interval", "1000");
    site.put("dfs.namenode.redundancy.interval.seconds", "1");
    site.put("dfs.namenode.reconstruction.pending.timeout-sec", "5");
    site.put("dfs.heartbeat.interval", "1");
    site.put("dfs.datanode.data.dir", "file:" + daemonFolder + "/blocks");
    site.put("dfs.datanode.address", ANY_PORT);
    site.put("dfs.datanode.http.address", ANY_PORT);
    site.put("dfs.datanode.ipc.address", ANY_PORT);
    return site;
  }

  private Map<String, String> yarnSite() {
    Map<String, String> site = new LinkedHashMap<>();
    site.put("yarn.resourcemanager.webapp.address", at(2));
    site.put("yarn.resourcemanager.address", at(3));
    site.put("yarn.resourcemanager.scheduler.address", at(4));
    site.put("yarn.resourcemanager.resource-tracker.address", at(5));
    site.put("yarn.resourcemanager.admin.address", at(6));
    site.put("yarn.resourcemanager.hostname", "127.0.0.1");
    site.put("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "200");
    site.put("yarn.resourcemanager.am.max-attempts", "10");
    site.put("yarn.nm.liveness-monitor.expiry-interval-ms", "12000");
    site.put("yarn.am.liveness-monitor.expiry-interval-ms", "180000");
    site.put("yarn.scheduler.minimum-allocation-mb", "256");
    site.put("yarn.scheduler.maximum-allocation-mb", "8192");
    site.put("yarn.nodemanager.resource.memory-mb", "16384");
    site.put("yarn.nodemanager.resource.cpu-vcores", "8");
    site.put("yarn.nodemanager.vmem-check-enabled", "false");
    site.put("yarn.nodemanager.pmem-check-enabled", "false");
    site.put("yarn.nodemanager.disk-health-checker.enable", "false");
    site.put("yarn.nodemanager.address", ANY_PORT);
    site.put("yarn.nodemanager.localizer.address", ANY_PORT);
    site.put("yarn.nodemanager.webapp.address", ANY_PORT);
    site.put("yarn.nodemanager.collector-service.address", ANY_PORT);
    site.put("yarn.nodemanager.local-dirs", daemonFolder + "/local");
    site.put("yarn.nodemanager.log-dirs", daemonFolder + "/containers");
    site.put("yarn.nodemanager.env-whitelist", "JAVA_HOME,HADOOP_CONF_DIR,SPARK_LOCAL_IP");
    site.put("yarn.nodemanager.remote-app-log-dir", hdfs() + "/logs");
    site.put("yarn.log-aggregation-enable", "true");
    site.put("yarn.application.classpath", "");
    return site;
  }

  /** Those that docs/cluster.md names. */
  private static Map<String, String> queues() {
    String prefix = "yarn.scheduler.capacity.";
    return Map.of(
        prefix + "root.queues", "default,research",
        prefix + "root.default.capacity", "50",
        prefix + "root.research.capacity", "50",
        prefix + "root.default.maximum-capacity", "100",
        prefix + "root.research.maximum-capacity", "100",
        prefix + "root.default.user-limit-factor", "2",
        prefix + "root.research.user-limit-factor", "2",
        prefix + "maximum-am-resource-percent", "0.8");
  }

  private void write(String name, Map<String, String> settings) throws IOException {
    Configuration file = new Configuration(false);
    settings.forEach(file::set);
    try (var out = Files.newOutputStream(conf.resolve(name))) {
      file.writeXml(out);
    }
  }
}
