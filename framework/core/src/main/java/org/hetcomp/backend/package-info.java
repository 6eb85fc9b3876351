/**
 * The seam between this project and an engine: an open engine on a device, and the few operators on which engines
 * differ in result, in gradient or in cost.
 *
 * <p>Read {@link org.hetcomp.backend.Backend}; everything not said there is an NDArray call that was measured to agree.
 * {@link org.hetcomp.backend.Backends} finds engines by name. {@link org.hetcomp.backend.Parameters} and {@link
 * org.hetcomp.backend.Adam} are what models are made of and moved by.
 *
 * <p>To add an engine, implement {@link org.hetcomp.backend.Backend} and {@link org.hetcomp.backend.BackendProvider} in
 * a module of its own, name the provider in {@code META-INF/services}, and subclass the contracts of this module's test
 * jar: {@code BackendContract}, {@code DistillationLossContract}, {@code GoldenLossContract}, {@code
 * DistillerContract}. To add an operator, show first that NDArray calls differ between engines; add it to every engine
 * and to {@code BackendContract}. An operator whose implementations turn out equal goes.
 */
package org.hetcomp.backend;
