/**
 * Study files: HOCON with includes, overrides and references, read into a {@link
 * org.iclsweep.study.read.Study}, with all that is wrong told at once; and back to canonical text.
 *
 * <p>What a parameter is stands in {@link org.iclsweep.study}, what a sweep is in {@link
 * org.iclsweep.study.sweep}; nothing else knows this package's texts.
 */
package org.iclsweep.study.read;
