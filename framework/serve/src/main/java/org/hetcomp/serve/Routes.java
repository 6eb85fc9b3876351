package org.hetcomp.serve;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What may be asked under which path. Nothing here waits: bodies are read as they come, and answers are made by {@link Work}. */
final class Routes extends Handler.Abstract.NonBlocking {
    private static final String GET = "GET";
    private static final String POST = "POST";

    private final Settings settings;
    private final Versions versions;
    private final Metrics metrics;
    private final Work work;
    private final Guard guard;
    private final Map<String, Route> routes = new TreeMap<>();

    /**
     * A path.
     *
     * @param methods that it has
     * @param isOpen whether it is answered without the token
     * @param begin answers, or sees to it, by the method
     */
    private record Route(List<String> methods, boolean isOpen, BiConsumer<Exchange, String> begin) {}

    Routes(Settings settings, Versions versions, Metrics metrics, Work work) {
        this.settings = settings;
        this.versions = versions;
        this.metrics = metrics;
        this.work = work;
        this.guard = new Guard(settings);
        Page page = Page.load();
        routes.put("/", new Route(List.of(GET), true, (exchange, method) -> exchange.reply(page.reply())));
        routes.put("/health", new Route(List.of(GET), true, (exchange, method) -> exchange.reply(health(exchange))));
        routes.put(
                "/metrics",
                new Route(
                        List.of(GET),
                        false,
                        (exchange, method) ->
                                exchange.reply(Reply.text(Metrics.TYPE, metrics.text(versions, work.waiting())))));
        routes.put("/openapi.json", new Route(List.of(GET), false, (exchange, method) -> exchange.reply(page.api())));
        routes.put(
                "/reload", new Route(List.of(POST), false, (exchange, method) -> work.answer(exchange, this::reload)));
        routes.put("/recommend", asking(Kind.RECOMMEND, Answers::answer));
        routes.put("/similar", asking(Kind.SIMILAR, Answers::answer));
        routes.put("/compare", asking(Kind.RECOMMEND, (answers, asked, deadline) -> answers.compare(asked)));
    }

    /** How a route answers what was asked. */
    private interface Answering {
        Object answer(Answers answers, QuestionReader.Asked asked, long deadline);
    }

    private Route asking(Kind kind, Answering answering) {
        Limits limits = settings.limits();
        return new Route(List.of(GET, POST), false, (exchange, method) -> {
            if (method.equals(GET)) {
                QueryReader reader = new QueryReader(kind, limits);
                work.answer(
                        exchange,
                        () -> answer(
                                exchange,
                                answering,
                                new QuestionReader.Asked(List.of(reader.read(exchange.request())), false)));
                return;
            }
            requireJson(exchange.request());
            QuestionReader reader = new QuestionReader(kind, limits);
            exchange.body(
                    limits.body(),
                    settings.load(),
                    body -> work.answer(exchange, () -> answer(exchange, answering, reader.read(body))));
        });
    }

    private Reply answer(Exchange exchange, Answering answering, QuestionReader.Asked asked) {
        Object answer = versions.ask(version ->
                answering.answer(new Answers(version.served(), work::late), asked, exchange.deadline(settings.load())));
        metrics.answered(asked.questions().size());
        return Reply.json(answer);
    }

    private static void requireJson(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("application/json")) {
            throw Refusal.of(
                    415,
                    type == null ? "no type given" : "a body of type " + Text.quote(type),
                    "Content-Type",
                    "send application/json");
        }
    }

    private Reply health(Exchange exchange) {
        return Reply.json(Health.of(versions, guard.isTrusted(exchange.request())));
    }

    private Reply reload() {
        return switch (versions.reload(true)) {
            case BUSY -> throw Refusal.busy("another version is being loaded", "reload");
            case FAILED -> Reply.wrong(500, String.valueOf(versions.failure()));
            case NEW -> Reply.json(Health.reloaded(versions, true));
            case SAME -> Reply.json(Health.reloaded(versions, false));
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Route route = routes.get(path);
        // Paths that are none are counted together, or whoever asks could make labels without end.
        Exchange exchange = new Exchange(request, response, callback, metrics, route == null ? "other" : path);
        try {
            if (route == null) {
                guard.check(request, true);
                throw Refusal.missing(
                        "nothing under " + Text.quote(path),
                        "path",
                        "take one of " + String.join(", ", routes.keySet()));
            }
            // Who asks for the head of an answer gets that of a GET.
            String method = request.getMethod().equals("HEAD") ? GET : request.getMethod();
            if (!route.methods().contains(method)) {
                String allowed = route.methods().stream().collect(Collectors.joining(", "));
                throw Refusal.of(405, path + " has no " + Text.quote(method), "method", "take " + allowed)
                        .with("Allow", allowed);
            }
            guard.check(request, route.isOpen());
            route.begin().accept(exchange, method);
        } catch (Refusal e) {
            exchange.refuse(e);
        } catch (RuntimeException e) {
            exchange.reply(Work.safely(() -> {
                throw e;
            }));
        }
        return true;
    }
}
