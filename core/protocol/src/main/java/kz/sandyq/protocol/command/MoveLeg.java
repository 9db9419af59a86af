package kz.sandyq.protocol.command;

/** What of a move between platforms is one account's. */
public record MoveLeg(long accountId, long quantity) {}
