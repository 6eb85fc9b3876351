/** Runs and what they leave: what a run was made on, and what came of several. */
package org.hetcomp.pipeline;
