package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.util.function.BooleanSupplier;
import org.hetcomp.model.Json;

/**
 * One call of a command.
 *
 * @param arguments what was given
 * @param common the options of every command
 * @param console where to write
 * @param interrupted whether the user has asked to stop
 */
record Call(Arguments arguments, CommonOptions common, Console console, BooleanSupplier interrupted) {
    /** Writes the answer for scripts, if that is what was asked for; returns whether it was. */
    boolean answer(JsonObject json) {
        if (common.json()) {
            console.out().println(Json.GSON.toJson(json));
        }
        return common.json();
    }
}
