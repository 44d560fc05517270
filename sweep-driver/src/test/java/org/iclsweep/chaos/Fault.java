package org.iclsweep.chaos;

/** What may happen to a sweep at two in the morning. */
enum Fault {
  /** An executor is killed; its worker starts another. */
  EXECUTOR_KILLED,
  /** A worker, or a node manager, is killed; a new machine joins. */
  WORKER_KILLED,
  /** YARN's application master is killed; YARN starts another, and the driver goes on. */
  APPLICATION_MASTER_KILLED,
  /** A data node of HDFS is killed; a new one joins. */
  DATA_NODE_KILLED,
  /** The driver is killed; somebody types the same command again. */
  DRIVER_KILLED,
  /** The driver is asked to stop, and stops; somebody types the same command again. */
  DRIVER_TERMINATED,
  /** The driver stands still for a while and goes on. */
  DRIVER_FROZEN,
  /** The driver stands still until an heir on another host has taken over, and goes on then. */
  DRIVER_FROZEN_TOO_LONG,
  /** An executor stands still until its tasks are run elsewhere, too, and goes on. */
  EXECUTOR_FROZEN,
  /** An executor stands still while its worker and driver are killed, and wakes in another run. */
  ZOMBIE_EXECUTOR,
  /** Somebody types the same command while it runs. */
  SECOND_DRIVER,
  /** Half a file lies in the staging folder. */
  TORN_FILE_STAGED,
  /** A bit of a file of the table turns while nobody runs. */
  FILE_DAMAGED
}
