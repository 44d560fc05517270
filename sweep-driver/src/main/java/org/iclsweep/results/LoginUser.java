package org.iclsweep.results;

import com.sun.security.auth.module.UnixSystem;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Who this process is to Hadoop, which refuses to work for a user without a name: in a container,
 * the number that a process runs under is often nobody's.
 */
final class LoginUser {

  /** What Java says in place of a name. */
  private static final String NAMELESS = "?";

  private static boolean named;

  private LoginUser() {}

  /** Gives the user a name where the system has none: that of the environment, or its number. */
  static synchronized void ensure() {
    if (NAMELESS.equals(System.getProperty("user.name")) && !named) {
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name()));
      named = true;
    }
  }

  private static String name() {
    return Stream.of("HADOOP_USER_NAME", "SPARK_USER")
        .flatMap(variable -> Optional.ofNullable(System.getenv(variable)).stream())
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElseGet(() -> "uid-" + new UnixSystem().getUid());
  }
}
