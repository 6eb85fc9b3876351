/**
 * DJL's MXNet engine as a Backend: a provider that loads it, with the threads its library reads once, and the operators as
 * it wants them. MXNet is retired upstream, so nothing outside this module may depend on it.
 */
package org.hetcomp.engine.mxnet;
