package dev.plimsoll.peers;

import dev.plimsoll.peers.process.ServerProcess;
import dev.plimsoll.peers.token.TokenService;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a running registry consists of; closed from the last to the first. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Path> logs = new ArrayList<>();

    void add(ServerProcess process) {
        open.push(process);
        logs.add(process.log());
    }

    void add(TokenService service) {
        open.push(service);
    }

    Optional<TokenService> tokens() {
        return open.stream()
                .filter(TokenService.class::isInstance)
                .map(TokenService.class::cast)
                .findFirst();
    }

    List<Path> logs() {
        return List.copyOf(logs);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            var part = open.pop();
            if (part instanceof ServerProcess process) {
                process.close();
            } else if (part instanceof TokenService service) {
                service.close();
            }
        }
    }
}
