package org.iclsweep.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;

/**
 * What stands in the lease of a store of objects.
 *
 * @param holder who has it, or had it last
 * @param isFree whether it is given back
 * @param estate whose staged chunks come before the holder's own: a driver's that died before it,
 *     or its own
 * @param beat grows with each heartbeat
 * @param text of the file
 */
record ObjectEntry(LeaseHolder holder, boolean isFree, StagingName estate, long beat, String text) {

  static final int MOST_BYTES = 4096;

  private static final String NOBODY = "nobody, and a newer icl-sweep is needed here";

  /** Of somebody who lives for ever, in the words of versions that know of no epochs. */
  private static final String FOR_OLDER_VERSIONS =
      """
      token=%s
      started=1970-01-01T00:00:00Z
      heartbeat=9999-12-31T23:59:59Z
      """;

  private static ObjectEntry of(LeaseHolder holder, boolean isFree, StagingName estate, long beat) {
    String text =
        holder.text()
            + """
            free=%s
            estate=%s
            beat=%d
            at=%s
            """
                .formatted(
                    isFree, estate.text(), beat, Instant.now().truncatedTo(ChronoUnit.SECONDS))
            + FOR_OLDER_VERSIONS.formatted(holder.name().token());
    return new ObjectEntry(holder, isFree, estate, beat, text);
  }

  static ObjectEntry first(DriverProcess process) {
    StagingName name = StagingName.of(1);
    return of(new LeaseHolder(name, process), false, name, 0);
  }

  /** That of a driver that comes after this one; what this one had to settle goes to it. */
  ObjectEntry heir(DriverProcess process) {
    StagingName name = StagingName.of(name().epoch() + 1);
    return of(new LeaseHolder(name, process), false, estate, 0);
  }

  ObjectEntry beating() {
    return of(holder, isFree, estate, beat + 1);
  }

  /** This driver, with nothing left to do that another has left. */
  ObjectEntry settled() {
    return of(holder, isFree, name(), beat + 1);
  }

  /** What it leaves: nobody's, with what is still to be settled. */
  ObjectEntry free() {
    DriverProcess nobody = new DriverProcess(NOBODY, 0, "", "", "");
    return of(new LeaseHolder(name(), nobody), true, estate, beat + 1);
  }

  StagingName name() {
    return holder.name();
  }

  boolean hasEstate() {
    return !estate.equals(name());
  }

  boolean isOf(ObjectEntry other) {
    return name().equals(other.name());
  }

  String describe() {
    String at = LeaseHolder.fields(text).getProperty("at", "");
    return holder.describe() + " (last heard of at " + at + ")";
  }

  /** Reads what was written by this version; empty if it was not. */
  static Optional<ObjectEntry> parse(String text) {
    Properties fields = LeaseHolder.fields(text);
    Optional<LeaseHolder> holder = LeaseHolder.parse(fields);
    Optional<StagingName> estate = StagingName.parse(fields.getProperty("estate", ""));
    String beat = fields.getProperty("beat", "");
    if (holder.isEmpty() || estate.isEmpty() || !beat.matches("\\d{1,18}")) {
      return Optional.empty();
    }
    boolean isFree = fields.getProperty("free", "").equals("true");
    return Optional.of(
        new ObjectEntry(holder.get(), isFree, estate.get(), Long.parseLong(beat), text));
  }
}
