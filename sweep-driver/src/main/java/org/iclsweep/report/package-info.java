/**
 * One self-contained page of a study: its findings, and figures as SVG that need neither fonts nor
 * a display to be drawn. Equal input gives equal bytes.
 */
package org.iclsweep.report;
