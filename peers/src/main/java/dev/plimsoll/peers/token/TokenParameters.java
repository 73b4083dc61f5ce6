package dev.plimsoll.peers.token;

import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.Fields;

/** The parameters of a token request, from a query or a form. */
record TokenParameters(Fields fields) {
    private static final int MOST_SCOPES = 100;
    private static final Pattern SPACES = Pattern.compile(" +");

    Optional<String> first(String name) {
        return Optional.ofNullable(fields.getValue(name)).filter(value -> !value.isEmpty());
    }

    /** The value that a request has to have. */
    String required(String name) throws Refusal {
        return first(name).orElseThrow(() -> new Refusal(Refusal.Reason.BAD_REQUEST, name + " is missing"));
    }

    /** The scopes of all parameters of that name, each a list separated by spaces. */
    List<Scope> scopes() throws Refusal {
        var scopes = new ArrayList<Scope>();
        for (var value : fields.getValuesOrEmpty("scope")) {
            for (var text : SPACES.split(value, -1)) {
                if (!text.isEmpty()) {
                    scopes.add(scope(text));
                }
                if (scopes.size() > MOST_SCOPES) {
                    throw new Refusal(Refusal.Reason.BAD_SCOPE, "more than " + MOST_SCOPES + " scopes");
                }
            }
        }
        return scopes;
    }

    private static Scope scope(String text) throws Refusal {
        try {
            return Scope.parse(text);
        } catch (MalformedException e) {
            throw new Refusal(Refusal.Reason.BAD_SCOPE, String.valueOf(e.getMessage()));
        }
    }
}
