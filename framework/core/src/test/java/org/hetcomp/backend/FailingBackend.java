package org.hetcomp.backend;

import ai.djl.ndarray.NDManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A backend whose managers refuse to make one array more after so many: to see what is left of what was made before. */
public final class FailingBackend {
    /** What it throws. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Backend backend;
    private int left;

    private FailingBackend(Backend backend, int creations) {
        this.backend = backend;
        this.left = creations;
    }

    /** Refuses after {@code creations} arrays made from Java's numbers. */
    public static Backend after(Backend backend, int creations) {
        FailingBackend failing = new FailingBackend(backend, creations);
        return proxy(
                Backend.class,
                (method, arguments) -> method.getName().equals("manager")
                        ? failing.refusing(backend.manager())
                        : call(method, failing.backend, arguments));
    }

    private NDManager refusing(NDManager manager) {
        return proxy(NDManager.class, (method, arguments) -> {
            if (method.getName().startsWith("create") && left-- == 0) {
                throw new Refused();
            }
            Object result = call(method, manager, arguments);
            return method.getName().equals("newSubManager") ? refusing((NDManager) result) : result;
        });
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                FailingBackend.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, arguments)));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
