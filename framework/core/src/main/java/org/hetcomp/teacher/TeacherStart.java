package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Map;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.CarriedRows;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.RowMap;
import org.hetcomp.io.Tensor;

/**
 * What a teacher starts from that is not to begin with nothing: the parameters of one of its family, trained before on users and
 * items of which most are still there.
 *
 * @param before its parameters, float32, by name
 * @param users where the users of now were
 * @param items where the items of now were
 */
public record TeacherStart(Map<String, Tensor> before, RowMap users, RowMap items) {
    /**
     * Puts an untrained teacher there. Rows of new users and items begin where their like are ({@link CarriedRows}).
     *
     * @param teacher that {@link #fits}
     * @param train what it learns from
     */
    void into(Teacher teacher, Interactions train) {
        Map<String, Axis> axes = teacher.axes();
        Map<String, NDArray> arrays = teacher.parameters().arrays();
        CarriedRows byUser = new CarriedRows(train, users);
        CarriedRows byItem = new CarriedRows(train.transposed(), items);
        arrays.forEach((name, array) -> {
            float[] old = before.get(name).floats();
            float[] drawn = Parameters.floats(array);
            Axis axis = axes.get(name);
            teacher.parameters()
                    .set(
                            name,
                            axis == null
                                    ? old
                                    : switch (axis) {
                                        case USERS -> byUser.table(old, drawn);
                                        case ITEMS -> byItem.table(old, drawn);
                                        case USERS_THEN_ITEMS -> both(byUser, byItem, old, drawn);
                                    });
        });
        teacher.started();
    }

    private float[] both(CarriedRows byUser, CarriedRows byItem, float[] old, float[] drawn) {
        int width = drawn.length / (users.size() + items.size());
        int oldUsers = users.before() * width;
        int nowUsers = users.size() * width;
        float[] first = byUser.table(Arrays.copyOfRange(old, 0, oldUsers), Arrays.copyOfRange(drawn, 0, nowUsers));
        float[] second = byItem.table(
                Arrays.copyOfRange(old, oldUsers, old.length), Arrays.copyOfRange(drawn, nowUsers, drawn.length));
        System.arraycopy(first, 0, drawn, 0, nowUsers);
        System.arraycopy(second, 0, drawn, nowUsers, second.length);
        return drawn;
    }

    /** Whether a teacher's parameters are those, but for the users and items that came and went. */
    boolean fits(Teacher teacher) {
        Map<String, Axis> axes = teacher.axes();
        Map<String, NDArray> arrays = teacher.parameters().arrays();
        return !axes.isEmpty()
                && before.keySet().equals(arrays.keySet())
                && before.entrySet().stream().allMatch(entry -> {
                    NDArray now = arrays.get(entry.getKey());
                    Axis axis = axes.get(entry.getKey());
                    long then = axis == null ? 1 : rows(axis, users.before(), items.before());
                    long here = axis == null ? 1 : rows(axis, users.size(), items.size());
                    Tensor tensor = entry.getValue();
                    return tensor.floats() != null
                            && now.size() % here == 0
                            && tensor.floats().length == then * (now.size() / here);
                });
    }

    private static long rows(Axis axis, long users, long items) {
        return switch (axis) {
            case USERS -> users;
            case ITEMS -> items;
            case USERS_THEN_ITEMS -> users + items;
        };
    }
}
