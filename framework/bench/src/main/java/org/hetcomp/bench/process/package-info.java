/** Further JVMs like this one: how they are called, asked, waited for and ended. */
package org.hetcomp.bench.process;
