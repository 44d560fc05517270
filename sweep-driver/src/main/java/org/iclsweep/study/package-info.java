/**
 * Studies: parameters and what they mean to the kernel, study files, plans, and the identity of a
 * trial.
 *
 * <p>Nothing is run or stored here, and Spark is not known.
 */
package org.iclsweep.study;
