// Checks a receipt with public keys and nothing else, as docs/protocol/proofs.md says; the same verdicts and refusals
// as the program.
(function () {
  "use strict";

  const {
    LONGEST, unless, orRefusal, joined, utf8, base64, decimal, encoded,
    sha256, leafHash, includes, parseNote, parseCheckpoint, signers,
  } = globalThis.SandyqNotes;

  function parseProof(file) {
    const code = "PROOF_MALFORMED";
    unless(file.length <= LONGEST.proof, "TOO_LARGE");
    const all = utf8(file, code);
    const gap = all.indexOf("\n\n");
    unless(gap > 0, code);
    const lines = all.slice(0, gap).split("\n");
    unless(lines.length >= 2 && lines.shift() === "c2sp.org/tlog-proof@v1", code);
    let extra = new Uint8Array(0);
    if (lines[0].startsWith("extra ")) {
      extra = base64(lines.shift().slice(6), code);
      unless(extra.length > 0, code);
    }
    unless(lines.length > 0 && lines[0].startsWith("index ") && lines.length - 1 <= LONGEST.path, code);
    const index = decimal(lines.shift().slice(6), code);
    const path = lines.map((line) => base64(line, code));
    unless(path.every((hash) => hash.length === 32), code);
    return { extra, index, path, note: parseNote(encoded(all.slice(gap + 2))) };
  }

  function parseHeader(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const number = (at) => view.getBigInt64(at, true);
    const fixed = [122, 1, 40, 1, 1].every((value, at) => view.getUint16(2 * at, true) === value);
    const header = {
      bytes,
      cluster: number(10),
      first: number(18),
      last: number(26),
      timestampMs: number(34),
      records: number(42),
      root: bytes.slice(98),
    };
    unless(
      fixed && header.first >= 0n && header.last >= header.first && header.records >= 0n,
      "HEADER_MALFORMED",
    );
    return header;
  }

  function parseReceipt(bytes) {
    const code = "RECEIPT_MALFORMED";
    unless(bytes.length >= 182, code);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const steps = view.getUint16(176, true);
    const end = 178 + 32 * steps;
    const number = view.getInt32(16, true);
    unless(steps <= LONGEST.path && end + 4 <= bytes.length, code);
    const record = bytes.slice(end + 4);
    const salted = number === 0 && (record.length < 106 || record.subarray(90, 106).some((byte) => byte !== 0));
    unless(number >= 0 && !salted, code);
    const header = parseHeader(bytes.slice(44, 174));
    const fixed = [166, 2, 40, 1].every((value, at) => view.getUint16(2 * at, true) === value);
    unless(fixed && view.getUint16(174, true) === 32 && view.getUint32(end, true) === record.length, code);
    return {
      sequence: view.getBigInt64(8, true),
      number,
      index: view.getBigInt64(20, true),
      // Salt, sequence and number stand in the leaf as in the receipt, in another order.
      leaf: joined(bytes.slice(28, 44), bytes.slice(8, 20), record),
      header,
      path: Array.from({ length: steps }, (none, step) => bytes.slice(178 + 32 * step, 210 + 32 * step)),
      record,
    };
  }

  async function proven(file, policy, expected) {
    const proof = parseProof(file);
    const receipt = parseReceipt(proof.extra);
    const header = receipt.header;
    const checkpoint = parseCheckpoint(proof.note.text);
    const origin = expected.origin ?? checkpoint.origin;
    unless(checkpoint.origin === origin, "OTHER_ORIGIN");
    unless(expected.cluster === undefined || header.cluster === BigInt(expected.cluster), "OTHER_CLUSTER");
    const by = await signers(policy, proof.note, origin);
    unless(proof.index < checkpoint.size, "INDEX_OUTSIDE_TREE");
    const leaf = await leafHash(header.bytes);
    unless(
      await includes(leaf, proof.index, checkpoint.size, proof.path, checkpoint.root),
      "HEADER_NOT_IN_LOG",
    );
    unless(receipt.index >= 0n && receipt.index < header.records, "INDEX_OUTSIDE_TREE");
    unless(receipt.sequence >= header.first && receipt.sequence <= header.last, "SEQUENCE_OUTSIDE_BLOCK");
    const hash = await leafHash(receipt.leaf);
    unless(
      await includes(hash, receipt.index, header.records, receipt.path, header.root),
      "RECORD_NOT_IN_BLOCK",
    );
    return { proven: true, receipt, header, checkpoint, by, recordHash: await sha256(receipt.record) };
  }

  globalThis.SandyqReceipt = {
    /** What the receipt shows, or {proven: false, refusal}; expected may name origin and cluster. */
    verify: (bytes, policy, expected = {}) => orRefusal(proven(bytes, policy, expected)),
  };
})();
