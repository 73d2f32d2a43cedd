// Checks a receipt of the transparency log in the browser. Nothing is sent anywhere.
//
//   receipt (.tlog-proof)   c2sp.org/tlog-proof@v1: index, hashes from the entry up to the root, signed checkpoint
//   entry (.leaf)           the exact bytes that were entered
//   key                     name+id+base64(01 || Ed25519 public key), one line each
//
// entry -> leaf hash -> (with the hashes of the receipt) root -> is it the root in the checkpoint? -> is the checkpoint
// signed by the key? The same outcomes, in the same order, as sunforest/pure/receipt_check.py.
"use strict";

const MARK = "\u2014 ";
const encode = (text) => new TextEncoder().encode(text);
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const same = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

class NotAReceipt extends Error {}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function fromBase64(text) {
  let binary;
  try {
    binary = atob(text);
  } catch {
    throw new NotAReceipt("not base64");
  }
  if (btoa(binary) !== text) throw new NotAReceipt("not canonical base64");
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function hashFrom(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32) throw new NotAReceipt("a hash has 32 bytes");
  return bytes;
}

// Whole numbers can be larger than JavaScript's exact ones, so they are BigInt throughout.
function numberFrom(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 1n << 63n) throw new NotAReceipt("not a number");
  return BigInt(text);
}

// A signed note: text, empty line, one line a signature: "— name base64(id[4] || signature)".
function parseNote(note) {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw new NotAReceipt("no signed checkpoint");
  const signatures = note.slice(end + 2, -1).split("\n").map((line) => {
    const [name, encoded, ...rest] = line.slice(MARK.length).split(" ");
    if (!line.startsWith(MARK) || !name || !encoded || rest.length) throw new NotAReceipt("not a signature line");
    const bytes = fromBase64(encoded);
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

function parseReceipt(receipt) {
  const end = receipt.indexOf("\n\n");
  const [first, ...lines] = receipt.slice(0, Math.max(end, 0)).split("\n");
  if (end < 0 || first !== "c2sp.org/tlog-proof@v1") throw new NotAReceipt("not a receipt of version 1");
  const extra = lines[0]?.startsWith("extra ") ? fromBase64(lines.shift().slice(6)) : new Uint8Array();
  if (!lines[0]?.startsWith("index ")) throw new NotAReceipt("no index");
  const index = numberFrom(lines.shift().slice(6));
  const note = parseNote(receipt.slice(end + 2));
  const [origin, size, root] = note.text.split("\n");
  if (!root) throw new NotAReceipt("not a checkpoint");
  return { index, extra, hashes: lines.map(hashFrom), note, origin, size: numberFrom(size), root: hashFrom(root) };
}

async function parseKeys(lines) {
  const keys = [];
  for (const line of lines.split("\n").map((one) => one.trim()).filter(Boolean)) {
    const [name, id, ...rest] = line.split("+");
    const typed = fromBase64(rest.join("+"));
    const expected = await sha256(joined(encode(name + "\n"), typed));
    const written = [...expected.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (typed[0] !== 1 || typed.length !== 33 || written !== id) throw new NotAReceipt("not the key of a log");
    keys.push({ name, id: expected.slice(0, 4), bytes: typed.slice(1) });
  }
  if (!keys.length) throw new NotAReceipt("no key");
  return keys;
}

// RFC 6962: a leaf is hashed with 00 before it, two nodes with 01; the sides follow from index and size.
async function rootOf(entry, { index, size, hashes }) {
  let node = await sha256(joined(Uint8Array.of(0), entry));
  let place = index, last = size - 1n;
  if (index >= size) return null;
  for (const sibling of hashes) {
    if (last === 0n) return null;
    if (place & 1n || place === last) {
      node = await sha256(joined(Uint8Array.of(1), sibling, node));
      while (!(place & 1n) && place !== 0n) { place >>= 1n; last >>= 1n; }
    } else {
      node = await sha256(joined(Uint8Array.of(1), node, sibling));
    }
    place >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? node : null;
}

// "holds" where a known key signed, "forged" where one is named and did not, "other_log" where none is named.
async function whoSigned(receipt, keys) {
  if (receipt.origin !== keys[0].name) return "other_log";
  let found = "other_log";
  for (const key of keys) {
    for (const line of receipt.note.signatures.filter((one) => one.name === key.name && same(one.id, key.id))) {
      const publicKey = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
      const text = encode(receipt.note.text);
      if (!await crypto.subtle.verify({ name: "Ed25519" }, publicKey, line.signature, text)) return "forged";
      found = "holds";
    }
  }
  return found;
}

function placeOf(bytes) {
  try {
    const { s, n } = JSON.parse(new TextDecoder().decode(bytes));
    return `${s}#${n}`;
  } catch {
    return "";
  }
}

// "opens" where face and salt give the commitment in the entry (HMAC-SHA-256), "differs" where not, "" without a face.
async function checkContent(entry, opening) {
  if (!opening.trim()) return "";
  try {
    const { face, salt } = JSON.parse(opening);
    const bytes = Uint8Array.from(salt.match(/../g), (pair) => parseInt(pair, 16));
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const made = new Uint8Array(await crypto.subtle.sign("HMAC", key, encode(face)));
    const written = [...made].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return written === JSON.parse(new TextDecoder().decode(entry)).c ? "opens" : "differs";
  } catch {
    return "differs";
  }
}

async function check({ receipt, entry, opening, keyLines }) {
  let keys, read;
  try {
    keys = await parseKeys(keyLines);
  } catch (error) {
    if (error instanceof NotAReceipt) return { outcome: "no_key" };
    throw error;
  }
  try {
    read = parseReceipt(receipt);
  } catch (error) {
    if (error instanceof NotAReceipt) return { outcome: "not_a_receipt" };
    throw error;
  }
  const signed = await whoSigned(read, keys);
  if (signed !== "holds") return { outcome: signed };
  const root = await rootOf(entry, read);
  if (root === null || !same(root, read.root)) {
    return { outcome: placeOf(entry) === placeOf(read.extra) ? "changed_entry" : "other_entry" };
  }
  const { index, size, origin } = read;
  return { outcome: "holds", index, size, origin, content: await checkContent(entry, opening) };
}

// ---- the page: files come before what was pasted ----

async function bytesOf(name) {
  const file = document.getElementById(`${name}-file`).files[0];
  return file ? new Uint8Array(await file.arrayBuffer()) : encode(document.getElementById(name).value);
}

async function given() {
  const text = async (name) => new TextDecoder().decode(await bytesOf(name));
  const entry = await bytesOf("leaf");
  const hasFile = document.getElementById("leaf-file").files.length > 0;
  return {
    receipt: (await text("receipt")).replaceAll("\r\n", "\n").replace(/\n*$/, "\n"),
    entry: hasFile ? entry : encode(new TextDecoder().decode(entry).replace(/[\r\n]+$/, "")),
    opening: await text("face"),
    keyLines: document.getElementById("key").value,
  };
}

function tell(result) {
  const place = document.getElementById("outcome");
  const shown = document.querySelector(`template[data-outcome="${result.outcome}"]`).content.cloneNode(true);
  for (const slot of shown.querySelectorAll("[data-slot]")) slot.textContent = String(result[slot.dataset.slot]);
  for (const words of shown.querySelectorAll("[data-content]")) words.hidden = words.dataset.content !== result.content;
  place.replaceChildren(shown);
  place.dataset.outcome = result.outcome;
  place.focus();
  place.scrollIntoView({ block: "nearest" });
}

const form = document.getElementById("check");
if (form && globalThis.crypto?.subtle) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      tell(await check(await given()));
    } catch {
      form.submit(); // a browser that cannot check Ed25519: the site does it
    }
  });
}
