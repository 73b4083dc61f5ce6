package dev.plimsoll.peers.token;

import dev.plimsoll.model.oci.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is granted of what was asked for (Docker registry token scope: the intersection, perhaps nothing). */
final class AccessPolicy {
    private static final Set<String> REPOSITORY_ACTIONS = Set.of("pull", "push", "delete", "*");

    private AccessPolicy() {}

    /**
     * The scopes granted, one for each resource, in the order of the request.
     *
     * @param signedIn whether it was the account that asked; anybody else may pull
     */
    static List<Scope> grant(boolean signedIn, List<Scope> asked) {
        Map<List<String>, Set<String>> byResource = new LinkedHashMap<>();
        for (var scope : asked) {
            byResource
                    .computeIfAbsent(List.of(scope.type(), scope.name()), resource -> new LinkedHashSet<>())
                    .addAll(scope.actions());
        }
        var granted = new ArrayList<Scope>();
        byResource.forEach((resource, actions) -> {
            actions.retainAll(allowed(signedIn, resource.get(0), resource.get(1)));
            if (!actions.isEmpty()) {
                granted.add(new Scope(resource.get(0), resource.get(1), List.copyOf(actions)));
            }
        });
        return granted;
    }

    private static Set<String> allowed(boolean signedIn, String type, String name) {
        if (type.equals("repository")) {
            return signedIn ? REPOSITORY_ACTIONS : Set.of("pull");
        }
        return signedIn && type.equals("registry") && name.equals("catalog") ? Set.of("*") : Set.of();
    }
}
