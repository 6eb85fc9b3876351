/** Further JVMs like this one, for benchmarks and for trying an engine: how they are called, asked, waited for and ended. */
package org.hetcomp.bench.process;
