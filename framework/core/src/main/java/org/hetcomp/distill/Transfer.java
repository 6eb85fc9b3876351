package org.hetcomp.distill;

/** When the fine loss takes over from the coarse one. */
public enum Transfer {
    /** For everyone at once, when the curriculum is through. */
    GLOBAL,
    /** For each user when that user's teachers are all at their last snapshot; for everyone when the curriculum is. */
    PER_USER
}
