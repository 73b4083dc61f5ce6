package dev.plimsoll.suites.run;

/**
 * The leave to write.
 *
 * @param workspace the repository that may be written to; the one to mount from stands beside it
 * @param budget what all checks of the run share
 */
record Permit(String workspace, WriteBudget budget) {}
