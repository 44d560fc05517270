/**
 * What all descriptions share: checks of their values, the words of their enums, and the exception
 * of a trial that is stopped.
 *
 * <p>It knows nothing else of the kernel; a rule of one description stands with that description.
 */
package org.iclsweep.spec;
