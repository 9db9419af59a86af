// Checks a place in the totals of what is owed, as docs/protocol/proofs.md says; the same verdicts and refusals as the
// program.
(function () {
  "use strict";

  const {
    LONGEST, unless, orRefusal, joined, same, latin1, base64, decimal, encoded, isName,
    sha256, leafHash, includes, parseNote, logSigned,
  } = globalThis.SandyqNotes;
  const LONGEST_FILE = 1 << 23;
  const LARGEST = (1n << 63n) - 1n;

  function i64(...numbers) {
    const bytes = new Uint8Array(8 * numbers.length);
    const view = new DataView(bytes.buffer);
    numbers.forEach((number, at) => view.setBigInt64(8 * at, number, true));
    return bytes;
  }

  function hash(text, code) {
    const bytes = base64(text, code);
    unless(bytes.length === 32, code);
    return bytes;
  }

  function after(line, name, code) {
    unless(line.startsWith(name), code);
    return line.slice(name.length);
  }

  function parseText(text) {
    const code = "STATEMENT_MALFORMED";
    const lines = text.split("\n");
    unless(
      lines.length === 8 && lines[0] === "sandyq-liabilities@v1" && isName(lines[1]) && lines[7] === "",
      code,
    );
    const assets = decimal(after(lines[5], "assets ", code), code);
    unless(assets > 0n, code);
    const sequence = decimal(after(lines[2], "sequence ", code), code);
    decimal(after(lines[3], "block ", code), code);
    hash(lines[4], code);
    return { origin: lines[1], sequence, assets, root: hash(lines[6], code) };
  }

  function parseHolder(file) {
    const code = "HOLDER_PROOF_MALFORMED";
    unless(file.length <= LONGEST_FILE, "TOO_LARGE");
    const lines = latin1(file).split("\n");
    const end = lines.length - 1;
    unless(end >= 7 && lines[0] === "sandyq-holder-proof@v1" && lines[end] === "", code);
    const number = (line, name) => decimal(after(line, name, code), code);
    const words = (line, many) => {
      const found = line.split(" ");
      unless(found.length === many, code);
      return found;
    };
    const holder = {
      leaves: number(lines[4], "leaves "),
      client: number(lines[1], "client "),
      asset: number(lines[2], "asset "),
      sequence: number(lines[3], "sequence "),
      root: { hash: hash(after(lines[6], "root ", code), code), sum: number(lines[5], "total ") },
      path: [],
      parts: [],
    };
    unless(holder.leaves > 0n, code);
    let at = 7;
    while (at < end && lines[at].startsWith("step ")) {
      unless(holder.path.length < LONGEST.path, code);
      holder.path.push(hash(lines[at++].slice(5), code));
    }
    while (at < end) {
      const said = words(after(lines[at++], "part ", code), 3);
      const part = { salt: base64(said[2], code), path: [] };
      unless(part.salt.length === 16, code);
      while (at < end && !lines[at].startsWith("part ")) {
        const step = words(lines[at++], 2);
        unless(part.path.length < LONGEST.path, code);
        part.path.push({ hash: hash(step[0], code), sum: decimal(step[1], code) });
      }
      part.index = decimal(said[0], code);
      part.amount = decimal(said[1], code);
      holder.parts.push(part);
    }
    unless(holder.parts.length > 0, code);
    return holder;
  }

  // Both sums enter the hash of a node.
  async function over(left, right) {
    unless(left.sum <= LARGEST - right.sum, "AMOUNT_OVERFLOW");
    const bytes = joined([1], left.hash, i64(left.sum), right.hash, i64(right.sum));
    return { hash: await sha256(bytes), sum: left.sum + right.sum };
  }

  async function leaf(client, part) {
    const who = await sha256(joined(encoded("sandyq client\n"), part.salt, i64(client)));
    return { hash: await sha256(joined([0], part.salt, who, i64(part.amount))), sum: part.amount };
  }

  // RFC 9162, 2.1.3.2, with sums
  async function top(first, part, leaves) {
    const code = "LEAF_NOT_IN_TOTAL";
    let fn = part.index;
    let sn = leaves - 1n;
    let node = first;
    for (const sibling of part.path) {
      unless(sn !== 0n, code);
      if ((fn & 1n) === 1n || fn === sn) {
        node = await over(sibling, node);
        while (fn !== 0n && (fn & 1n) === 0n) {
          fn >>= 1n;
          sn >>= 1n;
        }
      } else {
        node = await over(node, sibling);
      }
      fn >>= 1n;
      sn >>= 1n;
    }
    unless(sn === 0n, code);
    return node;
  }

  function owed(holder) {
    let sum = 0n;
    for (const part of holder.parts) {
      unless(part.amount <= LARGEST - sum, "AMOUNT_OVERFLOW");
      sum += part.amount;
    }
    return sum;
  }

  async function held(noteFile, holderFile, policy, expected) {
    const note = parseNote(noteFile);
    const text = parseText(note.text);
    unless(expected.origin === undefined || text.origin === expected.origin, "OTHER_ORIGIN");
    await logSigned(policy, note, text.origin);
    const holder = parseHolder(holderFile);
    unless(holder.sequence === text.sequence, "OTHER_TOTAL");
    const statement = await sha256(joined(
      encoded("sandyq liabilities v1\n"),
      i64(holder.asset, holder.sequence, holder.leaves, holder.root.sum),
      holder.root.hash,
    ));
    unless(
      await includes(await leafHash(statement), holder.asset - 1n, text.assets, holder.path, text.root),
      "STATEMENT_NOT_PUBLISHED",
    );
    const sum = owed(holder);
    const seen = new Set();
    for (const part of holder.parts) {
      unless(!seen.has(part.index), "LEAF_TWICE");
      seen.add(part.index);
      unless(part.index < holder.leaves, "INDEX_OUTSIDE_TREE");
      const root = await top(await leaf(holder.client, part), part, holder.leaves);
      unless(same(root.hash, holder.root.hash) && root.sum === holder.root.sum, "LEAF_NOT_IN_TOTAL");
    }
    return { proven: true, origin: text.origin, holder, owed: sum, statement };
  }

  globalThis.SandyqLiabilities = {
    /** What a holder's file and the published note show, or {proven: false, refusal}; expected may name the origin. */
    verify: (note, holder, policy, expected = {}) => orRefusal(held(note, holder, policy, expected)),
  };
})();
