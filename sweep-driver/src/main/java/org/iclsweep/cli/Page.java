package org.iclsweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.Storage;

/**
 * A page or a drawing, put where the user wants it. A file is seen whole or not at all, and a link
 * to one stays a link; what is no file, a device or a pipe, is written into and stays what it is.
 */
final class Page {

  private static final int MOST_LINKS = 40;

  /** The system's names for what a process has open; they look like links, and are none. */
  private static final Path OPEN_FILES = Path.of("/proc");

  private Page() {}

  /**
   * Writes one.
   *
   * @return whether it is a file, which can be looked at
   * @throws ResultException if there is a folder of that name
   */
  static boolean write(Storage storage, String name, byte[] content) throws IOException {
    Optional<Path> local = storage.onThisMachine(name);
    if (local.isEmpty()) {
      storage.write(name, out -> out.write(content));
      return true;
    }
    Path file = followed(local.get());
    if (Files.isDirectory(file)) {
      throw new ResultException(name + " is a folder; name a file in it");
    }
    boolean isFile = isFile(file);
    try {
      if (isFile) {
        replace(file, content);
      } else {
        write(file, content, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new IOException("cannot write " + name + ": " + reason(e), e);
    }
    return isFile;
  }

  /** Whether what is written there is a file, of which the last is seen alone. */
  static boolean isFile(Storage storage, String name) throws IOException {
    Optional<Path> local = storage.onThisMachine(name);
    return local.isEmpty() || isFile(followed(local.get()));
  }

  private static boolean isFile(Path file) {
    return !isOpenFile(file) && (Files.isRegularFile(file) || !Files.exists(file));
  }

  private static boolean isOpenFile(Path file) {
    return file.toAbsolutePath().normalize().startsWith(OPEN_FILES);
  }

  private static Path followed(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target) && !isOpenFile(target); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("cannot write " + file + ": it is a link in a circle of links");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path draft = folder.resolve("." + UUID.randomUUID() + ".draft");
    try {
      write(draft, content, StandardOpenOption.CREATE_NEW);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path file, byte[] content, StandardOpenOption how) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, how)) {
      out.write(content);
    }
  }

  /** The file system's own word, where the message is a name and no more. */
  private static String reason(IOException e) {
    boolean isName = e.getClass() != IOException.class;
    return isName ? e.getClass().getSimpleName() + ": " + e.getMessage() : e.getMessage();
  }
}
