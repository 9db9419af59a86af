package kz.sandyq.load;

/** Whatever applies commands: a core in this process or a node. */
@FunctionalInterface
interface Host {
    /**
     * What came of a command.
     *
     * @param rejectCode 0 when applied
     * @param resultId id of what was made, 0 when nothing was
     */
    record Answer(int rejectCode, long resultId) {}

    /** Applies one encoded command and returns its answer. */
    Answer submit(byte[] command);
}
