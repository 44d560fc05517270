/**
 * The command line: one class a verb. Data goes to stdout, all else to stderr; what a verb ends
 * with is in {@link org.iclsweep.cli.ExitCode}.
 */
package org.iclsweep.cli;
