/**
 * Files that are whole or not there, and what is unusable said in one line.
 *
 * <p>Read {@link org.hetcomp.io.AtomicFile} and {@link org.hetcomp.io.AtomicFolder} first: all that the product writes goes
 * through them, and {@link org.hetcomp.io.Place} says what links and devices are to them. {@link org.hetcomp.io.Safetensors}
 * holds {@link org.hetcomp.io.Tensor}s, {@link org.hetcomp.io.StoredInts} is an array too large to be one, {@link org.hetcomp.io.Text} is a
 * text file that is hashed while it is read, {@link org.hetcomp.io.ScratchFolder} is for what is needed only while a process
 * works, and {@link org.hetcomp.io.DataException} tells a person what cannot be used, where, and what to do.
 */
package org.hetcomp.io;
