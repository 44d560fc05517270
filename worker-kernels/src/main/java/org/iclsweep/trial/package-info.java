/**
 * From the description of a trial to its record: training, the measures in their time, and what is
 * left of it.
 *
 * <p>Which trials there are, and where records go, is not known here.
 */
package org.iclsweep.trial;
