package org.iclsweep.task;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;

/**
 * A part of the tasks of a block that is drawn.
 *
 * @param name of the part, in snake_case
 * @param shape of it in one task; as many numbers as the matrix has, in its order
 * @param values where it lies in the block
 */
public record TaskArray(String name, List<Integer> shape, LaneMatrix values) {}
