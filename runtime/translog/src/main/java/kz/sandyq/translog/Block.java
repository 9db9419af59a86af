package kz.sandyq.translog;

import kz.sandyq.transparency.block.BlockHeader;

/**
 * A finished block with everything in it. Its bytes say who did what: they are for those who may read the log.
 *
 * @param index leaf of the proof log, from 0
 * @param header the leaf
 * @param logPosition where the log goes on after it, bytes in the recording
 * @param bytes its entries, as {@link BlockBytes} tells them
 */
@SuppressWarnings("ArrayRecordComponent")
record Block(long index, BlockHeader header, long logPosition, byte[] bytes) {}
