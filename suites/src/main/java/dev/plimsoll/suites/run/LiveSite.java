package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.target.LiveRegistry;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.util.Map;
import java.util.Optional;

/**
 * A registry of somebody else's, over the network. It is asked for one image, once; no check sends it more unless the
 * target says that it may be driven. Then checks ask for what that pull has shown.
 */
final class LiveSite implements Site {
    private static final int UNAUTHORISED = 401;

    private final Origin registry;
    private final LiveRegistry live;
    private final Optional<Login> login;
    private Optional<Sample> sample = Optional.empty();
    private boolean challenged;

    LiveSite(Target target, Map<String, String> environment) {
        this.registry = target.registry().origin();
        this.live = target.live().orElseThrow();
        this.login = Optional.ofNullable(environment.get(live.userVariable()))
                .flatMap(user -> Optional.ofNullable(environment.get(live.passwordVariable()))
                        .map(password -> new Login(user, new Secret(password))));
    }

    @Override
    public Mode mode() {
        return Mode.LIVE;
    }

    @Override
    public String reason() {
        return live.image() + " is pulled once "
                + (login.isPresent() ? "as " + live.userVariable() + " says" : "anonymously")
                + (live.driven() ? ", and checks ask for more of it" : ", and judged by that traffic");
    }

    @Override
    public Origin registry() {
        return registry;
    }

    @Override
    public void pulled(Transcript pull) {
        sample = SampleFinder.find(pull);
        challenged = pull.stream().anyMatch(exchange -> exchange.status() == UNAUTHORISED);
    }

    @Override
    public Sample sample() {
        return sample.orElseThrow(() -> new IllegalStateException("a live registry that is not driven"));
    }

    @Override
    public TransportOptions options() {
        return TransportOptions.defaults().withTrustedCertificates(live.trusted());
    }

    @Override
    public Optional<Login> login() {
        return login;
    }

    @Override
    public boolean demandsAuthorization() {
        return challenged;
    }

    /** Only where the pull has shown what to ask for. */
    @Override
    public boolean isDriven() {
        return live.driven() && sample.isPresent();
    }

    @Override
    public Optional<Recording> recording() {
        return Optional.empty();
    }

    @Override
    public PullSource pullSource() {
        return new PullSource("the registry itself", live.image(), registry, options(), login);
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
