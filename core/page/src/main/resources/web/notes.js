// Signed notes, trees and policies: what receipt.js and liabilities.js are made of. Classic scripts all, because a page
// that is opened from a disk may load no modules.
(function () {
  "use strict";

  const LONGEST = { proof: 1 << 21, note: 1 << 16, signatures: 100, path: 63 };
  const LOG = 1;
  const COSIGNER = 4;

  class Refused extends Error {}

  function unless(holds, code) {
    if (!holds) {
      throw new Refused(code);
    }
  }

  // Bytes and texts

  function joined(...parts) {
    const all = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  function same(a, b) {
    return a.length === b.length && a.every((byte, at) => byte === b[at]);
  }

  function utf8(bytes, code) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (none) {
      throw new Refused(code);
    }
  }

  function encoded(text) {
    return new TextEncoder().encode(text);
  }

  function octets(text) {
    return Uint8Array.from(text, (each) => each.charCodeAt(0));
  }

  function latin1(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 4096) {
      text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    }
    return text;
  }

  function base64(text, code) {
    let decoded;
    try {
      decoded = atob(text);
    } catch (none) {
      throw new Refused(code);
    }
    unless(btoa(decoded) === text, code);
    return octets(decoded);
  }

  function decimal(text, code) {
    unless(/^(0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) < 1n << 63n, code);
    return BigInt(text);
  }

  function isName(name) {
    return name !== "" && !/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}+]/u.test(name);
  }

  // Hashes and trees

  async function sha256(bytes) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  }

  function leafHash(bytes) {
    return sha256(joined([0], bytes));
  }

  function nodeHash(left, right) {
    return sha256(joined([1], left, right));
  }

  // RFC 9162, 2.1.3.2
  async function includes(leaf, index, size, path, root) {
    if (index < 0n || index >= size) {
      return false;
    }
    let fn = index;
    let sn = size - 1n;
    let r = leaf;
    for (const p of path) {
      if (sn === 0n) {
        return false;
      }
      if ((fn & 1n) === 1n || fn === sn) {
        r = await nodeHash(p, r);
        while (fn !== 0n && (fn & 1n) === 0n) {
          fn >>= 1n;
          sn >>= 1n;
        }
      } else {
        r = await nodeHash(r, p);
      }
      fn >>= 1n;
      sn >>= 1n;
    }
    return sn === 0n && same(r, root);
  }

  // Keys, notes, checkpoints

  async function key(text, kind) {
    const code = "KEY_MALFORMED";
    const first = text.indexOf("+");
    const second = text.indexOf("+", first + 1);
    unless(first > 0 && second > 0, code);
    const name = text.slice(0, first);
    const id = text.slice(first + 1, second);
    unless(isName(name) && /^[0-9a-f]{8}$/.test(id), code);
    const typed = base64(text.slice(second + 1), code);
    unless(typed.length === 33 && typed[0] === kind, code);
    const hash = await sha256(joined(encoded(name), [10], typed));
    const own = Array.from(hash.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
    unless(own === id, code);
    return { name, kind, id: hash.subarray(0, 4), bytes: typed.slice(1) };
  }

  async function verifies(by, text, signature) {
    let message = encoded(text);
    let bytes = signature;
    if (by.kind === COSIGNER) {
      if (signature.length !== 72 || signature[0] > 127) {
        return false;
      }
      message = joined(encoded(`cosignature/v1\ntime ${seconds(signature)}\n`), message);
      bytes = signature.slice(8);
    }
    if (bytes.length !== 64) {
      return false;
    }
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", by.bytes, { name: "Ed25519" }, false, ["verify"]);
    } catch (noPoint) {
      if (noPoint.name === "NotSupportedError") {
        throw noPoint;
      }
      return false;
    }
    return crypto.subtle.verify({ name: "Ed25519" }, imported, bytes, message);
  }

  function seconds(signature) {
    return new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  }

  function parseNote(bytes) {
    const code = "NOTE_MALFORMED";
    unless(bytes.length <= LONGEST.note, "TOO_LARGE");
    const all = utf8(bytes, code);
    unless(all.endsWith("\n") && !/[\u0000-\u0009\u000b-\u001f]/.test(all), code);
    const gap = all.lastIndexOf("\n\n");
    unless(gap > 0 && gap + 2 < all.length, code);
    const signatures = all.slice(gap + 2, -1).split("\n").map((line) => {
      const space = line.indexOf(" ", 2);
      unless(line.startsWith("\u2014 ") && space > 0, code);
      const name = line.slice(2, space);
      const signed = base64(line.slice(space + 1), code);
      unless(isName(name) && signed.length > 4, code);
      return { name, id: signed.slice(0, 4), bytes: signed.slice(4) };
    });
    unless(signatures.length <= LONGEST.signatures, "TOO_LARGE");
    return { text: all.slice(0, gap + 1), signatures };
  }

  // Signatures by the known keys under which they stand; those of unknown keys are passed over.
  async function verified(note, known) {
    const found = new Map();
    for (const signature of note.signatures) {
      for (const each of known) {
        if (each.name === signature.name && same(each.id, signature.id)) {
          unless(!found.has(each), "SIGNED_TWICE");
          unless(await verifies(each, note.text, signature.bytes), "SIGNATURE_INVALID");
          found.set(each, signature);
        }
      }
    }
    return found;
  }

  function parseCheckpoint(text) {
    const code = "CHECKPOINT_MALFORMED";
    const lines = text.split("\n");
    unless(lines.length === 4 && lines[3] === "" && isName(lines[0]), code);
    const size = decimal(lines[1], code);
    const root = base64(lines[2], code);
    unless(root.length === 32, code);
    return { origin: lines[0], size, root };
  }

  // Policies

  async function parsePolicy(bytes) {
    const code = "POLICY_MALFORMED";
    unless(bytes.length <= LONGEST.note, "TOO_LARGE");
    const all = latin1(bytes);
    unless(all.endsWith("\n") && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(all), code);
    const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: undefined };
    const keys = new Set();
    const members = new Set();
    const defined = (name) => policy.witnesses.has(name) || policy.groups.has(name);
    const define = (name) => {
      unless(name !== "none", code);
      unless(!defined(name), "POLICY_NAME_TWICE");
    };
    const own = async (text, kind) => {
      const read = await key(utf8(octets(text), "KEY_MALFORMED"), kind);
      const word = read.bytes.join();
      unless(!keys.has(word), "POLICY_KEY_TWICE");
      keys.add(word);
      return read;
    };
    for (const line of all.split("\n")) {
      const words = line.split(/[ \t]+/).filter((word) => word !== "");
      const count = words.length;
      if (count === 0 || words[0].startsWith("#")) {
        continue;
      }
      if (words[0] === "log") {
        unless(count === 2 || count === 3, code);
        policy.logs.push(await own(words[1], LOG));
      } else if (words[0] === "witness") {
        unless(count === 3 || count === 4, code);
        define(words[1]);
        policy.witnesses.set(words[1], await own(words[2], COSIGNER));
      } else if (words[0] === "group") {
        unless(count >= 4, code);
        define(words[1]);
        const names = words.slice(3);
        const said = { any: 1n, all: BigInt(names.length) }[words[2]];
        const threshold = said === undefined ? decimal(words[2], code) : said;
        unless(threshold >= 1n && threshold <= BigInt(names.length), code);
        for (const name of names) {
          unless(defined(name), "POLICY_NAME_UNKNOWN");
          unless(!members.has(name), "POLICY_NAME_TWICE");
          members.add(name);
        }
        policy.groups.set(words[1], { threshold: Number(threshold), names });
      } else if (words[0] === "quorum") {
        unless(count === 2 && policy.quorum === undefined, code);
        unless(words[1] === "none" || defined(words[1]), "POLICY_NAME_UNKNOWN");
        policy.quorum = words[1];
      } else {
        throw new Refused(code);
      }
    }
    unless(policy.quorum !== undefined, code);
    return policy;
  }

  function met(policy, name, signed) {
    const group = policy.groups.get(name);
    return group === undefined
      ? name === "none" || signed.has(name)
      : group.names.filter((each) => met(policy, each, signed)).length >= group.threshold;
  }

  function holds(policy, group, name) {
    const of = policy.groups.get(group);
    return group === name || (of !== undefined && of.names.some((each) => holds(policy, each, name)));
  }

  async function logSigned(policy, note, origin) {
    const logs = policy.logs.filter((each) => each.name === origin);
    unless((await verified(note, logs)).size > 0, "LOG_SIGNATURE_MISSING");
  }

  // Cosigners by group, when log and quorum have signed.
  async function signers(policy, note, origin) {
    await logSigned(policy, note, origin);
    const cosigned = await verified(note, [...policy.witnesses.values()]);
    const signed = new Map();
    for (const [name, by] of policy.witnesses) {
      if (cosigned.has(by)) {
        signed.set(name, seconds(cosigned.get(by).bytes));
      }
    }
    if (!met(policy, policy.quorum, signed)) {
      for (const [group, code] of [["nodes", "NODE_QUORUM_MISSED"], ["witnesses", "WITNESS_QUORUM_MISSED"]]) {
        unless(!policy.groups.has(group) || met(policy, group, signed), code);
      }
      throw new Refused("QUORUM_MISSED");
    }
    const of = (choose) => [...signed.keys()].filter(choose).map((name) => ({
      name: utf8Shown(name),
      seconds: signed.get(name),
    }));
    const all = (group) => [...policy.witnesses.keys()].filter((name) => holds(policy, group, name)).length;
    return {
      nodes: of((name) => holds(policy, "nodes", name)),
      witnesses: of((name) => holds(policy, "witnesses", name)),
      others: of((name) => !holds(policy, "nodes", name) && !holds(policy, "witnesses", name)),
      allNodes: all("nodes"),
      allWitnesses: all("witnesses"),
    };
  }

  function utf8Shown(name) {
    return new TextDecoder().decode(octets(name));
  }

  async function orRefusal(work) {
    try {
      return await work;
    } catch (fault) {
      if (fault instanceof Refused) {
        return { proven: false, refusal: fault.message };
      }
      throw fault;
    }
  }

  // Whether this browser can do it at all: SHA-256 and Ed25519 by itself.
  async function able() {
    try {
      const point = octets("\u0058" + "\u0066".repeat(31));
      await crypto.subtle.importKey("raw", point, { name: "Ed25519" }, false, ["verify"]);
      return true;
    } catch (none) {
      return false;
    }
  }

  globalThis.SandyqNotes = {
    able,
    /** A policy, or {proven: false, refusal}. */
    policy: (bytes) => orRefusal(parsePolicy(bytes)),
    LONGEST, unless, orRefusal, joined, same, utf8, latin1, base64, decimal, encoded, isName,
    sha256, leafHash, includes, parseNote, parseCheckpoint, logSigned, signers,
  };
})();
