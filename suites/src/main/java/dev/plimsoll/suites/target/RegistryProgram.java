package dev.plimsoll.suites.target;

import java.util.List;

/**
 * A registry that can be started here.
 *
 * @param program its name on the PATH
 * @param remedy what to do where it is missing
 * @param arguments with {@code {configuration}} for the path of the configuration file
 * @param configuration the file's content, with {@code {port}} and {@code {data}} to be filled in
 */
public record RegistryProgram(String program, String remedy, List<String> arguments, String configuration) {
    public RegistryProgram {
        arguments = List.copyOf(arguments);
    }
}
