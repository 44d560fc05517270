/**
 * One self-contained page of a study: its findings, and figures as SVG that need neither fonts nor
 * a display to be drawn. Equal input gives equal bytes.
 *
 * <p>What is drawn is computed in {@link org.iclsweep.analysis}; no row is read here.
 */
package org.iclsweep.report;
