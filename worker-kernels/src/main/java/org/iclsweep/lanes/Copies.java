package org.iclsweep.lanes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

/**
 * Copies of a class of this package: each a hidden class, so that the compiler sees it apart from
 * all others, with class data that are constants to it.
 *
 * @param <T> what the class is used as
 */
final class Copies<T> {

  private final Class<? extends T> original;
  private final byte[] bytes;

  /**
   * @param original with a constructor without arguments
   */
  Copies(Class<? extends T> original) {
    this.original = original;
    try (InputStream file = original.getResourceAsStream(original.getSimpleName() + ".class")) {
      bytes = file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The class data of a copy, for its static fields.
   *
   * @param copy the copy's own
   */
  static <D> D data(MethodHandles.Lookup copy, Class<D> type) {
    try {
      return MethodHandles.classData(copy, "_", type);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(
          copy.lookupClass().getName() + " was defined without its class data", e);
    }
  }

  /** An object of a new copy. The class is unloaded when nobody holds the object any more. */
  T of(Object data) {
    try {
      Class<?> copy =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data, true).lookupClass();
      Constructor<?> maker = copy.getDeclaredConstructor();
      maker.setAccessible(true);
      @SuppressWarnings("unchecked") // a copy implements what the original does
      T made = (T) maker.newInstance();
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "no copy of " + original.getName() + " can be defined for " + data, e);
    }
  }
}
