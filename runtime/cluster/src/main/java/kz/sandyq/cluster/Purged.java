package kz.sandyq.cluster;

/**
 * What a purge took from a recorded log.
 *
 * @param bytes deleted by this purge, 0 when nothing could go
 * @param begins where the recording begins now, in bytes
 */
public record Purged(long bytes, long begins) {}
