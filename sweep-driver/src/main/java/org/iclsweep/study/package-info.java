/**
 * Parameters of a study: their types, what they mean to the kernel, which go together, and trials
 * as their values, with their identities.
 *
 * <p>How a study file is read is in {@link org.iclsweep.study.read}, which trials a study has in
 * {@link org.iclsweep.study.sweep}; of HOCON only what one value takes is known here.
 */
package org.iclsweep.study;
