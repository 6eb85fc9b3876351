package org.hetcomp.engine.mxnet;

import org.hetcomp.teacher.TeacherContract;

class MxNetTeacherTest extends TeacherContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
