package kz.sandyq.demo.sample;

/** The sample market cannot be made as it was meant: the API answered otherwise, or not in time. */
final class SampleFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SampleFaultException(String message) {
        super(message);
    }
}
