package org.iclsweep.study.read;

import java.io.Serializable;

/**
 * One thing wrong with a study.
 *
 * @param file the study file, or the override, as in {@code --set a.b=v}
 * @param line line in that file; 0 where there is none
 * @param path the key; empty where the file as a whole is meant
 * @param message what is wrong and what the rule is, without a full stop
 * @param suggestion what to write instead, a sentence; empty where none is known
 */
public record Problem(String file, int line, String path, String message, String suggestion)
    implements Serializable {

  /** As in {@code conf/x.conf:12: model.detph: unknown key. Did you mean model.depth?} */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    String key = path.isEmpty() ? "" : path + ": ";
    String advice = suggestion.isEmpty() ? "" : " " + suggestion;
    return place + ": " + key + message + "." + advice;
  }
}
