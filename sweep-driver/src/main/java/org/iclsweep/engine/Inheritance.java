package org.iclsweep.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.Moves;
import org.iclsweep.results.Storage;

/**
 * What a driver does before it reads a table that others have written to. It moves the folders of
 * all that came before it into its own, which fences them off, wherever they stand still. Then it
 * takes these folders apart until they are gone: what of the table is in them goes back, damaged
 * files go where they are kept, the rest is deleted.
 *
 * <p>Moving a folder stops whoever names it by its path. A renaming that is on its way to a file
 * server names folders by handles, which stay good when a folder is moved, so it may still take a
 * file out of the folder or put the table into it; until the folder is gone. That is why each is
 * taken apart with nothing deleted that could be the table, again and again until it is empty.
 */
final class Inheritance {

  private final StudyFolder folder;
  private final Storage storage;
  private final StagingName name;
  private final DriverFolder own;

  /**
   * @param name of the driver that takes over
   * @param own its folder
   */
  Inheritance(StudyFolder folder, StagingName name, DriverFolder own) {
    this.folder = folder;
    this.name = name;
    this.own = own;
    storage = folder.storage();
  }

  void settle() throws IOException {
    fence();
    for (String each : storage.names(own.fenced())) {
      takeApart(new Path(own.fenced(), each));
    }
    storage.deleteEmptyFolder(own.fenced());
    new AsideFiles(folder, own).keepAll();
  }

  /** All but its own folder and those of drivers that want an epoch after its own. */
  private void fence() throws IOException {
    for (String each : storage.names(folder.staging())) {
      long epoch = StagingName.parse(each).map(StagingName::epoch).orElse(0L);
      if (epoch <= name.epoch() && !each.equals(name.text())) {
        inherit(new Path(folder.staging(), each));
      }
    }
  }

  private void inherit(Path dead) throws IOException {
    if (!storage.isFolder(own.fenced())) {
      storage.makeFolderIn(own.fenced());
    }
    try {
      Moves.rename(storage, dead, new Path(own.fenced(), UUID.randomUUID().toString()));
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (!storage.isFolder(own.path())) {
        throw e;
      } // the other has just given it back
    }
  }

  private void takeApart(Path path) throws IOException {
    if (!storage.isFolder(path)) {
      storage.delete(path); // somebody's file, or a link
      return;
    }
    DriverFolder dead = new DriverFolder(storage, path);
    TableSwap swap = new TableSwap(folder.table(), dead);
    do {
      inheritAll(dead);
      swap.undo();
      asides(dead);
      rest(dead);
    } while (!storage.deleteEmptyFolder(path));
  }

  /** What that one had inherited and not taken apart. */
  private void inheritAll(DriverFolder dead) throws IOException {
    for (String each : storage.names(dead.fenced())) {
      Path older = new Path(own.fenced(), UUID.randomUUID().toString());
      Moves.rename(storage, new Path(dead.fenced(), each), older);
      takeApart(older);
    }
    delete(dead.fenced());
  }

  private void asides(DriverFolder dead) throws IOException {
    for (String each : storage.names(dead.aside())) {
      if (!storage.isFolder(own.aside())) {
        storage.makeFolderIn(own.aside());
      }
      Path aside = new Path(own.aside(), each);
      Moves.rename(storage, new Path(dead.aside(), each), aside);
      new AsideFiles(folder, own).keep(aside);
    }
    delete(dead.aside());
  }

  /** Deletes a folder that should be empty, or a file or a link in its place. */
  private void delete(Path emptied) throws IOException {
    if (storage.isFolder(emptied)) {
      storage.deleteEmptyFolder(emptied);
    } else {
      storage.delete(emptied);
    }
  }

  /** Deletes what is neither the table nor to be kept; last what tells readers of two tables. */
  private void rest(DriverFolder dead) throws IOException {
    for (String each : storage.names(dead.path())) {
      Path path = new Path(dead.path(), each);
      boolean stays =
          path.equals(dead.old())
              || path.equals(dead.aside())
              || path.equals(dead.fenced())
              || path.equals(dead.marker());
      if (!stays) {
        storage.delete(path);
      }
    }
    if (!storage.isFolder(dead.old())) {
      storage.delete(dead.old());
      storage.delete(dead.marker());
    }
  }
}
