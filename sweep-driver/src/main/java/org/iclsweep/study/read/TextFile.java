package org.iclsweep.study.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.study.Nearest;

/** A file of text, read only if it is one, and not too long. */
final class TextFile {

  /** What no more is read than; a character takes up to four bytes. */
  private static final int MOST_BYTES = 4 * OutlineScanner.LONGEST_TEXT;

  private TextFile() {}

  /** Why a file is no text, and what to do. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String suggestion;

    Unreadable(String message, String suggestion) {
      super(message);
      this.suggestion = suggestion;
    }

    String suggestion() {
      return suggestion;
    }
  }

  static String read(Path file) throws Unreadable {
    if (Files.isDirectory(file)) {
      Path stored = file.resolve("_study/study.conf");
      throw new Unreadable(
          "is a folder",
          Files.exists(stored)
              ? "The study that ran there: " + stored + "."
              : "Name a file in it.");
    }
    if (!Files.exists(file)) {
      throw new Unreadable("no such file", neighbour(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new Unreadable("is a device or a pipe, not a file", "Copy what it holds into a file.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return decoded(in.readNBytes(MOST_BYTES));
    } catch (AccessDeniedException denied) {
      throw new Unreadable("may not be read by this user", "Try ls -l " + file + ".");
    } catch (NoSuchFileException gone) {
      throw new Unreadable("no such file", "");
    } catch (IOException unreadable) {
      throw new Unreadable("cannot be read: " + unreadable.getMessage(), "");
    }
  }

  private static String decoded(byte[] bytes) throws Unreadable {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(from)
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notText) {
      int line = 1;
      for (int i = 0; i < from.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new Unreadable("is not UTF-8, the first time in line " + line, "Save it as UTF-8.");
    }
  }

  private static String neighbour(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || file.getFileName() == null) {
      return "";
    }
    String asked = file.getFileName().toString();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(each -> each.getFileName().toString())
              .filter(name -> !name.equals(asked))
              .sorted()
              .toList();
      return Nearest.of(asked, names)
          .map(name -> "Did you mean " + file.resolveSibling(name) + "?")
          .orElse("");
    } catch (IOException noFolder) {
      return "There is no folder " + folder + ".";
    }
  }
}
