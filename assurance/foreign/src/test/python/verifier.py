"""Checks Sandyq's proofs. Written from docs/protocol/proofs.md and the standards that it names, with nothing but the
standard library of Python 3, by nobody's code but its own.

    verifier.py receipt RECEIPT POLICY ORIGIN CLUSTER
    verifier.py log DIRECTORY POLICY ORIGIN CLUSTER
    verifier.py consistency OLDER-CHECKPOINT CHECKPOINT PROOF
    verifier.py -           reads such lines, without spaces in names of files, and answers each in a line

Says PROVEN and what, or REFUSED and the code; ends with 0 or 1.
"""

import base64
import binascii
import hashlib
import os
import re
import struct
import sys
import unicodedata


class Refused(Exception):
    pass


def unless(holds, code):
    if not holds:
        raise Refused(code)


# Ed25519, RFC 8032 section 5.1 and its appendix A

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, p):
    q = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            q = add(q, p)
        p = add(p, p)
        scalar >>= 1
    return q


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)
SEEN = {}


def ed25519(public, message, signature):
    """Whether a signature is the key's over the message; what was asked before is remembered."""
    asked = (public, message, signature)
    if asked not in SEEN:
        SEEN[asked] = verify_ed25519(public, message, signature)
    return SEEN[asked]


def verify_ed25519(public, message, signature):
    key, nonce = point(public), point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or scalar >= L:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(hashed, "little") % L
    return same(times(scalar, BASE), add(nonce, times(challenge, key)))


# Texts

def decode64(text, code):
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(code)
    unless(base64.b64encode(decoded).decode() == text, code)
    return decoded


def decimal(text, code):
    unless(re.fullmatch("0|[1-9][0-9]{0,18}", text, re.ASCII) and int(text) < 2**63, code)
    return int(text)


def utf8(data, code):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(code)


def is_name(name):
    return name != "" and not any(
        c == "+" or c.isspace() or unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cc") for c in name)


def split(text, mark):
    at = text.find(mark)
    return (None, None) if at < 0 else (text[:at], text[at + len(mark):])


# Merkle trees, RFC 6962 and RFC 9162

def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\0" + data)


def node_hash(left, right):
    return sha256(b"\1" + left + right)


def tree_hash(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    split_at = 1
    while 2 * split_at < len(hashes):
        split_at *= 2
    return node_hash(tree_hash(hashes[:split_at]), tree_hash(hashes[split_at:]))


def included(leaf, index, size, path, root):
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first, first_root, second, second_root, proof):
    """RFC 9162, 2.1.4.2, where the sizes differ and the first is not 0."""
    path = list(proof)
    if not path:
        return False
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# Keys, notes, checkpoints, policies

LOG, COSIGNER = 1, 4


class Key:
    def __init__(self, text, kind):
        parts = text.split("+", 2)
        unless(len(parts) == 3 and is_name(parts[0]) and re.fullmatch("[0-9a-f]{8}", parts[1]), "KEY_MALFORMED")
        typed = decode64(parts[2], "KEY_MALFORMED")
        unless(len(typed) == 33 and typed[0] == kind, "KEY_MALFORMED")
        self.name, self.public, self.kind = parts[0], typed[1:], kind
        self.id = sha256(parts[0].encode() + b"\n" + typed)[:4]
        unless(self.id.hex() == parts[1], "KEY_MALFORMED")

    def verifies(self, text, signature):
        message = text.encode()
        if self.kind == COSIGNER:
            if len(signature) != 72 or signature[0] & 0x80:
                return False
            time = int.from_bytes(signature[:8], "big")
            message = b"cosignature/v1\ntime %d\n" % time + message
            signature = signature[8:]
        return len(signature) == 64 and ed25519(self.public, message, signature)


class Note:
    def __init__(self, data):
        unless(len(data) <= 1 << 16, "TOO_LARGE")
        text = utf8(data, "NOTE_MALFORMED")
        unless(text.endswith("\n") and not re.search("[\0-\x09\x0b-\x1f]", text), "NOTE_MALFORMED")
        gap = text.rfind("\n\n")
        unless(gap > 0 and gap + 2 < len(text), "NOTE_MALFORMED")
        self.text, self.signatures = text[:gap + 1], []
        for line in text[gap + 2:-1].split("\n"):
            unless(line.startswith("\u2014 "), "NOTE_MALFORMED")
            name, rest = split(line[2:], " ")
            unless(name is not None and is_name(name), "NOTE_MALFORMED")
            signed = decode64(rest, "NOTE_MALFORMED")
            unless(len(signed) > 4, "NOTE_MALFORMED")
            self.signatures.append((name, signed[:4], signed[4:]))
        unless(len(self.signatures) <= 100, "TOO_LARGE")

    def signers(self, keys):
        """Those of these keys that have signed; unknown keys are passed over."""
        found = []
        for name, key_id, signature in self.signatures:
            for key in keys:
                if key.name == name and key.id == key_id:
                    unless(key not in found, "SIGNED_TWICE")
                    unless(key.verifies(self.text, signature), "SIGNATURE_INVALID")
                    found.append(key)
        return found


class Checkpoint:
    def __init__(self, text):
        lines = text.split("\n")
        unless(len(lines) == 4 and lines[3] == "" and is_name(lines[0]), "CHECKPOINT_MALFORMED")
        self.origin, self.size = lines[0], decimal(lines[1], "CHECKPOINT_MALFORMED")
        self.root = decode64(lines[2], "CHECKPOINT_MALFORMED")
        unless(len(self.root) == 32, "CHECKPOINT_MALFORMED")


class Policy:
    def __init__(self, data):
        unless(len(data) <= 1 << 16, "TOO_LARGE")
        text = data.decode("latin-1")
        unless(text.endswith("\n") and not re.search("[\0-\x08\x0b-\x1f\x7f]", text), "POLICY_MALFORMED")
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, False
        publics, members = set(), set()
        for line in text.split("\n")[:-1]:
            words = re.split("[ \t]+", line.strip(" \t"))
            if words[0] == "" or words[0].startswith("#"):
                continue
            if words[0] == "log" and len(words) in (2, 3):
                key = Key(words[1].encode("latin-1").decode(), LOG)
                self.logs.append(key)
                unless(key.public not in publics, "POLICY_KEY_TWICE")
                publics.add(key.public)
            elif words[0] == "witness" and len(words) in (3, 4) and words[1] != "none":
                unless(words[1] not in self.witnesses and words[1] not in self.groups, "POLICY_NAME_TWICE")
                key = Key(words[2].encode("latin-1").decode(), COSIGNER)
                unless(key.public not in publics, "POLICY_KEY_TWICE")
                publics.add(key.public)
                self.witnesses[words[1]] = key
            elif words[0] == "group" and len(words) >= 4 and words[1] != "none":
                name, many, of = words[1], words[2], words[3:]
                unless(name not in self.witnesses and name not in self.groups, "POLICY_NAME_TWICE")
                for each in of:
                    unless(each in self.witnesses or each in self.groups, "POLICY_NAME_UNKNOWN")
                    unless(each not in members, "POLICY_NAME_TWICE")
                    members.add(each)
                least = {"any": 1, "all": len(of)}.get(many)
                least = decimal(many, "POLICY_MALFORMED") if least is None else least
                unless(1 <= least <= len(of), "POLICY_MALFORMED")
                self.groups[name] = (least, of)
            elif words[0] == "quorum" and len(words) == 2 and self.quorum is False:
                name = None if words[1] == "none" else words[1]
                unless(name is None or name in self.witnesses or name in self.groups, "POLICY_NAME_UNKNOWN")
                self.quorum = name
            else:
                raise Refused("POLICY_MALFORMED")
        unless(self.quorum is not False, "POLICY_MALFORMED")

    def met(self, name, signed):
        if name is None:
            return True
        if name in self.groups:
            least, of = self.groups[name]
            return sum(self.met(each, signed) for each in of) >= least
        return name in signed

    def check(self, note, origin):
        """Names of the cosigners, when log and quorum have signed."""
        unless(note.signers([key for key in self.logs if key.name == origin]), "LOG_SIGNATURE_MISSING")
        cosigners = note.signers(self.witnesses.values())
        signed = [name for name, key in self.witnesses.items() if key in cosigners]
        if not self.met(self.quorum, signed):
            for group, code in (("nodes", "NODE_QUORUM_MISSED"), ("witnesses", "WITNESS_QUORUM_MISSED")):
                unless(group not in self.groups or self.met(group, signed), code)
            raise Refused("QUORUM_MISSED")
        return signed


# What is Sandyq's own

class Header:
    FORMAT = struct.Struct("<HHHHHqqqqq32sqq32s")

    def __init__(self, data):
        unless(len(data) == 130, "HEADER_MALFORMED")
        (length, template, schema, version, number, self.cluster, self.first, self.last, self.time, self.records,
         self.previous, self.high, self.low, self.root) = self.FORMAT.unpack(data)
        unless((length, template, schema, version, number) == (122, 1, 40, 1, 1), "HEADER_MALFORMED")
        unless(0 <= self.first <= self.last and self.records >= 0, "HEADER_MALFORMED")
        self.hash = leaf_hash(data)


class Receipt:
    FIXED = struct.Struct("<HHHHqiq16s130sHH")

    def __init__(self, data):
        code = "RECEIPT_MALFORMED"
        unless(len(data) >= self.FIXED.size + 4, code)
        (length, template, schema, version, self.sequence, self.number, self.index, self.salt, header, step,
         steps) = self.FIXED.unpack_from(data)
        unless((length, template, schema, version, step) == (166, 2, 40, 1, 32) and steps <= 63, code)
        unless(self.number >= 0 and len(data) >= self.FIXED.size + 32 * steps + 4, code)
        at = self.FIXED.size
        self.path = [data[at + 32 * i:at + 32 * i + 32] for i in range(steps)]
        at += 32 * steps
        self.record = data[at + 4:]
        unless(struct.unpack_from("<I", data, at)[0] == len(self.record), code)
        # A command must not show its header salt.
        unless(self.number > 0 or (len(self.record) >= 106 and not any(self.record[90:106])), code)
        self.header = Header(header)
        self.hash = leaf_hash(self.salt + struct.pack("<qi", self.sequence, self.number) + self.record)


def check_receipt(file, policy, origin, cluster):
    unless(len(file) <= 1 << 21, "TOO_LARGE")
    code = "PROOF_MALFORMED"
    utf8(file, code)
    head, note = split(file, b"\n\n")
    unless(head is not None, code)
    lines = head.decode().split("\n")
    unless(lines.pop(0) == "c2sp.org/tlog-proof@v1" and lines, code)
    extra = b""
    if lines[0].startswith("extra "):
        extra = decode64(lines.pop(0)[6:], code)
        unless(extra and lines, code)
    unless(lines[0].startswith("index ") and len(lines) <= 64, code)
    index = decimal(lines.pop(0)[6:], code)
    path = [decode64(line, code) for line in lines]
    unless(all(len(each) == 32 for each in path), code)
    note = Note(note)
    receipt = Receipt(extra)
    header = receipt.header
    checkpoint = Checkpoint(note.text)
    unless(checkpoint.origin == origin, "OTHER_ORIGIN")
    unless(header.cluster == cluster, "OTHER_CLUSTER")
    signed = policy.check(note, origin)
    unless(index < checkpoint.size, "INDEX_OUTSIDE_TREE")
    unless(included(header.hash, index, checkpoint.size, path, checkpoint.root), "HEADER_NOT_IN_LOG")
    unless(0 <= receipt.index < header.records, "INDEX_OUTSIDE_TREE")
    unless(header.first <= receipt.sequence <= header.last, "SEQUENCE_OUTSIDE_BLOCK")
    unless(included(receipt.hash, receipt.index, header.records, receipt.path, header.root), "RECORD_NOT_IN_BLOCK")
    return "%d/%d %s" % (receipt.sequence, receipt.number, ",".join(signed))


def tile(directory, level, index, width):
    digits = "%03d" % (index % 1000)
    while index >= 1000:
        index //= 1000
        digits = "x%03d/%s" % (index % 1000, digits)
    partial = "" if width == 256 else ".p/%d" % width
    return read(os.path.join(directory, "tile", str(level), digits + partial))


def tiles(directory, level, size):
    for index in range((size + 255) // 256):
        width = min(256, size - 256 * index)
        yield width, tile(directory, level, index, width)


def check_log(directory, policy, origin, cluster):
    note = Note(read(os.path.join(directory, "checkpoint")))
    checkpoint = Checkpoint(note.text)
    unless(checkpoint.origin == origin, "OTHER_ORIGIN")
    signed = policy.check(note, origin)
    hashes, previous, before = [], bytes(32), None
    for width, bundle in tiles(directory, "entries", checkpoint.size):
        at = 0
        for _ in range(width):
            unless(at + 2 <= len(bundle), "TILE_MALFORMED")
            length = int.from_bytes(bundle[at:at + 2], "big")
            unless(at + 2 + length <= len(bundle), "TILE_MALFORMED")
            header = Header(bundle[at + 2:at + 2 + length])
            at += 2 + length
            unless(header.cluster == cluster, "OTHER_CLUSTER")
            unless(header.previous == previous, "CHAIN_BROKEN")
            unless(before is None or (header.first == before.last + 1 and header.time >= before.time), "CHAIN_BROKEN")
            previous, before = header.hash, header
            hashes.append(header.hash)
        unless(at == len(bundle), "TILE_MALFORMED")
    unless(tree_hash(hashes) == checkpoint.root, "HEADER_NOT_IN_LOG")
    level, row = 0, hashes
    while row:
        for at, (width, hashed) in enumerate(tiles(directory, level, len(row))):
            unless(hashed == b"".join(row[256 * at:256 * at + width]), "TILE_MALFORMED")
        row = [tree_hash(row[at:at + 256]) for at in range(0, len(row) - 255, 256)]
        level += 1
    return "%d %s" % (checkpoint.size, ",".join(signed))


def check_consistency(older, newer, proof):
    unless(older.origin == newer.origin, "OTHER_ORIGIN")
    unless(newer.size >= older.size, "ROLLED_BACK")
    unless(newer.size > older.size or newer.root == older.root, "FORKED")
    if older.size in (0, newer.size):
        unless(not proof and (older.size or older.root == sha256(b"")), "NOT_CONSISTENT")
    else:
        unless(consistent(older.size, older.root, newer.size, newer.root, proof), "NOT_CONSISTENT")
    return "%d %d" % (older.size, newer.size)


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        raise Refused("UNREADABLE")


def answer(words):
    try:
        if words[0] == "consistency":
            checkpoints = [Checkpoint(Note(read(path)).text) for path in words[1:3]]
            proof = [decode64(line, "NOT_CONSISTENT") for line in read(words[3]).decode().split()]
            return "PROVEN " + check_consistency(*checkpoints, proof)
        check, first = {"receipt": (check_receipt, read), "log": (check_log, str)}[words[0]]
        return "PROVEN " + check(first(words[1]), Policy(read(words[2])), words[3], int(words[4]))
    except Refused as refused:
        return "REFUSED " + refused.args[0]


def main(words):
    if words == ["-"]:
        for line in sys.stdin:
            print(answer(line.split()), flush=True)
        return 0
    if len(words) < 4:
        print(__doc__)
        return 2
    said = answer(words)
    print(said)
    return 0 if said.startswith("PROVEN") else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
