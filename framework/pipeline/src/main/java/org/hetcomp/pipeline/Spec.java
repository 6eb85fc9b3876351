package org.hetcomp.pipeline;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.hetcomp.model.Json;

/** All that decides what a run comes to, besides its data: with it the run can be repeated, or go on where it stopped. */
public sealed interface Spec permits RunSpec, TeacherSpec, CompareSpec, SurveySpec, TuneSpec {
    /** The command that makes such a run. */
    String command();

    /** As it is written in {@code run.json}. */
    default JsonObject json() {
        return gson().toJsonTree(this).getAsJsonObject();
    }

    /** JSON with methods and partitions as users write them. */
    static Gson gson() {
        return Json.GSON
                .newBuilder()
                .registerTypeAdapterFactory(new SpecAdapters())
                .create();
    }
}
