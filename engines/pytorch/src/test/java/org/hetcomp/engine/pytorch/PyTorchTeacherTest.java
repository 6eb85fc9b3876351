package org.hetcomp.engine.pytorch;

import java.util.List;
import org.hetcomp.teacher.TeacherContract;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

class PyTorchTeacherTest extends TeacherContract {
    @Override
    protected String engine() {
        return "pytorch";
    }

    @Override
    protected List<TeacherFamily> families() {
        return TeacherFamilies.all();
    }
}
