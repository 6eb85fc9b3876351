package org.hetcomp.io;

/** An array on its way to a file: one in Java's memory, or one that is made while it is written. */
public sealed interface Values permits Tensor, MadeRows {
    /** The dimensions. */
    long[] shape();

    /** Number of bytes of the values. */
    long bytes();
}
