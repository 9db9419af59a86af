package kz.sandyq.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;

/**
 * What a request was answered.
 *
 * @param etag version of what was answered, empty for none
 */
public record Answer(int status, String body, String etag) {
    /** A text in the answer. */
    public String at(String path) {
        Object value = JsonPath.read(body, path);
        assertThat(value).as("%s in %s", path, body).isNotNull();
        return value.toString();
    }

    /** The code of a refusal. */
    public String code() {
        assertThat(status).as(body).isGreaterThanOrEqualTo(400);
        return at("$.code");
    }

    /** The same answer, which is not a refusal. */
    public Answer good() {
        assertThat(status).as(body).isLessThan(300);
        return this;
    }
}
