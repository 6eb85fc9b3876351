package org.hetcomp.cli;

import org.hetcomp.model.Json;
import org.hetcomp.pipeline.Events;

/**
 * One call of a command.
 *
 * @param arguments what was given
 * @param common the options of every command
 * @param console where to write
 * @param events how runs are watched, and whether the user has asked to stop
 */
record Call(Arguments arguments, CommonOptions common, Console console, Events events) {
    /** Writes the answer for scripts, if that is what was asked for; returns whether it was. */
    boolean answer(Object record) {
        console.status().erase();
        if (common.json()) {
            console.out().println(Json.GSON.toJson(record));
        }
        return common.json();
    }
}
