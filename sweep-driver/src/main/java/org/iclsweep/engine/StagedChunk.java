package org.iclsweep.engine;

import java.io.Serializable;

/**
 * What an executor tells of a chunk that it has finished.
 *
 * @param key a hash of the identities of its trials: the name of its file in the table
 * @param file the file that it has staged
 * @param trials number of rows
 * @param failed of which failed
 * @param diverged of which diverged
 * @param cost the chunk's estimated cost
 */
record StagedChunk(String key, String file, long trials, long failed, long diverged, double cost)
    implements Serializable {}
