package org.iclsweep.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a table says of a record's component where its name and type do not tell. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {

  /** The column's name; the component's, in snake case, unless it is given. */
  String value() default "";

  /** Whether it may be absent; of numbers the type says so: {@code Double}, not {@code double}. */
  boolean optional() default false;

  /** Its name in the view that flattens it, where that is another. */
  String inView() default "";
}
