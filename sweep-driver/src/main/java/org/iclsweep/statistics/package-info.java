/** Statistics that findings and SQL share; they know nothing of trials. */
package org.iclsweep.statistics;
