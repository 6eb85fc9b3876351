/**
 * DJL's PyTorch engine as a Backend: a provider that loads it and the operators as it wants them. What DJL does not tell
 * about the engine is in docs/add-an-engine.md.
 */
package org.hetcomp.engine.pytorch;
