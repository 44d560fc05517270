/**
 * Queries that two engines answer alike: the part of Spark's SQL that is read here, what its values
 * are, and the same query in DuckDB's SQL.
 *
 * <p>What is not read here is asked of Spark; tables, views and engines are in {@link
 * org.iclsweep.results}.
 */
package org.iclsweep.query;
