package kz.sandyq.demo.sample;

import tools.jackson.databind.JsonNode;

/**
 * What the API answered.
 *
 * @param etag version of what was answered, to be given back in {@code If-Match}; empty for none
 */
record Answer(String request, int status, JsonNode body, String etag) {
    /** This answer when it is a good one. */
    Answer ok() {
        if (status < 200 || status > 299) {
            throw new SampleFaultException(request + " was answered " + status + " " + body);
        }
        return this;
    }

    String text(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            throw new SampleFaultException(request + " was answered without " + field + ": " + body);
        }
        return node.asString();
    }
}
