package dev.plimsoll.suites.target;

import java.util.List;
import java.util.Optional;

/** A target's YAML file as it is written, before it is checked. */
record TargetFile(
        Optional<String> id,
        Optional<String> title,
        Optional<String> registry,
        Optional<String> capture,
        Optional<List<String>> modes,
        Optional<List<String>> capabilities,
        Optional<Boolean> writable,
        Optional<Long> maxWrittenBytes,
        Optional<Program> process,
        Optional<String> variant,
        Optional<Container> container,
        Optional<String> image,
        Optional<Boolean> driven,
        Optional<String> ca,
        Optional<LoginVariables> login,
        Optional<List<Deviation>> expectations) {
    record Program(
            Optional<String> program,
            Optional<String> remedy,
            Optional<List<String>> arguments,
            Optional<String> configuration) {}

    record LoginVariables(Optional<String> user, Optional<String> password) {}

    record Deviation(
            Optional<String> check,
            Optional<String> subject,
            Optional<String> outcome,
            Optional<String> reason,
            Optional<String> source,
            Optional<String> expires) {}

    record Container(
            Optional<String> image,
            Optional<Integer> port,
            Optional<String> configurationPath,
            Optional<String> configuration) {}
}
