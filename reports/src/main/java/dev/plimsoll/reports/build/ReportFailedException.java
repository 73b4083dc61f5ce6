package dev.plimsoll.reports.build;

/**
 * The report could not be made. The message is one line that names the file and the remedy; there is no stack trace, as
 * where in Plimsoll it was noticed helps nobody.
 */
public final class ReportFailedException extends Exception {
    /** What a command line ends with: the configuration is at fault, not the registry. */
    public static final int EXIT_CODE = 4;

    private static final long serialVersionUID = 1L;

    ReportFailedException(String message) {
        super(message, null, false, false);
    }
}
