package org.iclsweep.results;

import java.io.Serializable;
import java.time.Instant;
import org.iclsweep.spec.Column;

/**
 * Where a row comes from. None of it counts in a digest.
 *
 * @param study name of the study that ran the trial
 * @param seconds what the trial took
 * @param finishedAt when it ended
 * @param host machine that ran it
 * @param javaVersion of the JVM that ran it
 * @param kernel the kernel that ran it, in words
 * @param numericsVersion version of the numerics that the trial's identity names
 * @param codeVersion version of this program, as {@link CodeVersion} has it
 * @param chunk the chunk that it was part of
 * @param stackTrace of the exception that ended it; {@code null} if none did
 */
public record Provenance(
    @Column(optional = true) String study,
    double seconds,
    Instant finishedAt,
    @Column(optional = true) String host,
    @Column(optional = true) String javaVersion,
    @Column(optional = true) String kernel,
    int numericsVersion,
    @Column(optional = true) String codeVersion,
    @Column(optional = true) String chunk,
    @Column(optional = true) String stackTrace)
    implements Serializable {}
