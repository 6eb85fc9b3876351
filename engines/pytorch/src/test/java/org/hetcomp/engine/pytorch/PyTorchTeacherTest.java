package org.hetcomp.engine.pytorch;

import org.hetcomp.teacher.TeacherContract;

class PyTorchTeacherTest extends TeacherContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
