package org.hetcomp.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.cli.Options;
import org.hetcomp.serve.ModelServer;
import org.hetcomp.serve.ServeOptions;
import org.hetcomp.serve.Settings;

/** {@code serve}: answers over HTTP. */
final class ServeCommand implements Command {
    private static final Duration MOMENT = Duration.ofMillis(100);

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "answer over HTTP, with a page to try it";
    }

    @Override
    public String usage() {
        return "MODEL [options]";
    }

    @Override
    public String operand() {
        return "MODEL";
    }

    @Override
    public List<String> examples() {
        return List.of("serve runs/mine --port 8080", "serve runs/mine/teachers --engine mxnet");
    }

    @Override
    public Options options() {
        Options options = ServeOptions.addTo(new Options());
        return DataOptions.addTo(KnownOptions.addTo(ZooOptions.addTo(options)));
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        Settings settings = ServeOptions.settings(name -> arguments.text(name, null), System::getenv);
        try (ModelOrigin origin = new ModelOrigin(arguments.operands().get(0), call);
                ModelServer server = ModelServer.start(origin, settings)) {
            if (!call.answer(server.ready())) {
                call.console().out().println(server.ready());
            }
            call.console().out().flush();
            while (!call.events().stopRequested()) {
                LockSupport.parkNanos(MOMENT.toNanos());
            }
        }
    }
}
