package org.iclsweep.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a local disk, where a symbolic link is no folder. */
final class LocalFolder {

  private LocalFolder() {}

  /** The names of all that is in it, in their order; none if there is no such folder. */
  static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Deletes it with all that is in it, or the file in its place. */
  static void delete(Path root) throws IOException {
    if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> all;
      try (Stream<Path> below = Files.list(root)) {
        all = below.toList();
      } catch (NoSuchFileException e) {
        return;
      }
      for (Path each : all) {
        delete(each);
      }
    }
    Files.deleteIfExists(root);
  }

  /**
   * Deletes it if nothing is in it.
   *
   * @return whether there is none now
   */
  static boolean deleteEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }
}
