package org.hetcomp.table;

/** What double quotes around a field are. */
public enum Quotes {
    /** Part of it. */
    NONE,
    /** Around it. */
    PLAIN,
    /** Around it, with blanks between them and the separators, which takes longer to read. */
    SPACED
}
