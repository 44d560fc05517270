/**
 * The command line: one class a verb. Data goes to stdout, all else to stderr; what a verb ends
 * with is in {@link org.iclsweep.cli.ExitCode}.
 *
 * <p>A verb says what is to be done and tells what came of it; the work is in the packages below.
 */
package org.iclsweep.cli;
