package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.s3a.access.key",
        "spark.hadoop.fs.s3a.session.token",
        "spark.hadoop.fs.s3a.bucket.b.secret.key",
        "spark.hadoop.fs.azure.account.key.me.dfs.core.windows.net",
        "spark.hadoop.fs.azure.sas.c.me.blob.core.windows.net",
        "spark.hadoop.fs.azure.account.oauth2.client.secret",
        "spark.hadoop.fs.gs.auth.service.account.private.key",
        "spark.hadoop.fs.s3a.encryption.key",
        "spark.ssl.keyPassword",
        "spark.ssl.keyStorePassword",
        "spark.authenticate.secret",
        "spark.executorEnv.AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "javax.net.ssl.trustStorePassword"
      })
  void theseAreSecret(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
    assertThat(Secrets.shown(name + "=v")).isEqualTo(name + "=***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.executor.memory",
        "spark.hadoop.fs.s3a.endpoint",
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "spark.hadoop.fs.gs.auth.service.account.json.keyfile",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "spark.ssl.keyStore",
        "spark.authenticate",
        "java.class.path"
      })
  void theseAreNot(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
  }

  @Test
  void whatWasToldIsHiddenWhereverItStands() {
    Secrets.learn(
        Map.of(
            "spark.hadoop.fs.s3a.secret.key", "wJalrXUtnFEMI/K7MDENG+a",
            "spark.driver.extraJavaOptions", "-Xmx1g -Dmy.password=opensesame -Da.b=c"));
    Secrets.learnWords("--conf=spark.hadoop.fs.s3a.session.token=FwoGZXIvYXdz", "--out", "x=y");

    assertThat(Secrets.hidden("403 for (wJalrXUtnFEMI/K7MDENG+a) and FwoGZXIvYXdz: opensesame"))
        .isEqualTo("403 for (***) and ***: ***");
  }

  /** One is part of another, and two are as long as each other. */
  @Test
  void eachOfSeveralSecretsIsHiddenAsAWhole() {
    Secrets.learn("spark.hadoop.fs.s3a.secret.key", "plum-tree");
    Secrets.learn("spark.ssl.keyPassword", "plum-tree-in-May");
    Secrets.learn("spark.ssl.trustStorePassword", "pear-tree-in-May");

    assertThat(Secrets.hidden("plum-tree-in-May, pear-tree-in-May, plum-tree."))
        .isEqualTo("***, ***, ***.");
  }

  @Test
  void theNameOfAFileIsNoSecret() {
    Secrets.learn("spark.ssl.keyPassword", "/run/secrets/of-mine");
    assertThat(Secrets.hidden("no such file: /run/secrets/of-mine"))
        .isEqualTo("no such file: /run/secrets/of-mine");
  }

  @Test
  void secretsAreKnownByTheirLook() {
    assertThat(Secrets.hidden("cannot write s3a://AKIAX:abc/def@bucket/x"))
        .isEqualTo("cannot write s3a://***@bucket/x");
    assertThat(Secrets.hidden("https://h/p?a=1&X-Amz-Signature=abc&X-Amz-Credential=d%2Fe&z=2"))
        .isEqualTo("https://h/p?a=1&X-Amz-Signature=***&X-Amz-Credential=***&z=2");
    assertThat(Secrets.hidden("https://a.blob.core.windows.net/c?sv=1&sig=a%3D&se=2"))
        .isEqualTo("https://a.blob.core.windows.net/c?sv=1&sig=***&se=2");
    assertThat(Secrets.hidden("{fs.s3a.secret.key=abc, fs.s3a.endpoint=e}"))
        .isEqualTo("{fs.s3a.secret.key=***, fs.s3a.endpoint=e}");
    assertThat(Secrets.hidden("AwsBasicCredentials(accessKeyId=AKIA, secretAccessKey=s)"))
        .isEqualTo("AwsBasicCredentials(accessKeyId=***, secretAccessKey=***)");
    assertThat(Secrets.hidden("java -Dstore.password=abc -cp x"))
        .isEqualTo("java -Dstore.password=*** -cp x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.steps is 3, must be at least 4",
        "task.tokens = interleaved",
        "abfss://container@account.dfs.core.windows.net/results",
        "SELECT heads, query FROM trials WHERE key = 3",
        "spark://host:7077",
        "hdfs://host:8020/results/a@b"
      })
  void otherTextsStay(String text) {
    assertThat(Secrets.hidden(text)).isEqualTo(text);
  }

  @Test
  void whatIsShortOrAFileOrAYesIsNotLearnt() {
    Secrets.learn(Map.of("b.secret", "true", "c.secret", "/etc/key", "d.secret", "abc"));

    assertThat(Secrets.hidden("true /etc/key abc")).isEqualTo("true /etc/key abc");
  }

  @Test
  void sparkHidesTheSameOnItsPages() {
    assertThat(SparkSettings.local().sparkConf().get("spark.redaction.regex"))
        .isEqualTo(Secrets.NAMES);
  }
}
