/**
 * The table of results: records as rows of Parquet files, its views and the SQL that they may be
 * asked in, digests, and the file systems below.
 *
 * <p>Who may write when is in {@link org.iclsweep.engine}, what rows show in {@link
 * org.iclsweep.analysis}.
 */
package org.iclsweep.results;
