package org.hetcomp.engine.mxnet;

import java.util.List;
import org.hetcomp.teacher.TeacherContract;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

class MxNetTeacherTest extends TeacherContract {
    @Override
    protected String engine() {
        return "mxnet";
    }

    @Override
    protected List<TeacherFamily> families() {
        return TeacherFamilies.all();
    }
}
