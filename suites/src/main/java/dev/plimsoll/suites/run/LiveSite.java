package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.util.Map;
import java.util.Optional;

/**
 * A registry of somebody else's, over the network. It is asked for one image, once, and no check sends it more: what the
 * pull brings is what is judged.
 */
final class LiveSite implements Site {
    /** By these variables of the environment a user signs in. */
    static final String USER = "PLIMSOLL_LIVE_USER";

    static final String PASSWORD = "PLIMSOLL_LIVE_PASSWORD";

    private final Origin registry;
    private final Reference image;
    private final Optional<Login> login;

    LiveSite(Target target, Map<String, String> environment) {
        this.registry = target.registry().origin();
        this.image = target.image().orElseThrow();
        this.login = Optional.ofNullable(environment.get(USER))
                .flatMap(user -> Optional.ofNullable(environment.get(PASSWORD))
                        .map(password -> new Login(user, new Secret(password))));
    }

    @Override
    public Mode mode() {
        return Mode.LIVE;
    }

    @Override
    public String reason() {
        return image + " is pulled once " + (login.isPresent() ? "as " + USER + " says" : "anonymously")
                + ", and judged by that traffic";
    }

    @Override
    public Origin registry() {
        return registry;
    }

    /** Not asked for where nothing is driven. */
    @Override
    public Sample sample() {
        throw new IllegalStateException("a live registry is not driven");
    }

    @Override
    public TransportOptions options() {
        return TransportOptions.defaults();
    }

    @Override
    public Optional<Login> login() {
        return login;
    }

    @Override
    public boolean isDriven() {
        return false;
    }

    @Override
    public Optional<Recording> recording() {
        return Optional.empty();
    }

    @Override
    public PullSource pullSource() {
        return new PullSource("the registry itself", image, registry, options(), login);
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
