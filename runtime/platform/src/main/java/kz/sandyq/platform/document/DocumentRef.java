package kz.sandyq.platform.document;

/**
 * A stored document.
 *
 * @param sha256 hash of the content, 64 lower-case hexadecimal digits
 * @param name file name as given, without path
 * @param type media type found in the content
 * @param size bytes, 1 to 52,428,800
 */
public record DocumentRef(long id, String sha256, String name, String type, long size) {}
