/**
 * Text and bytes, without anything that a sandbox might lack. Both are total: what is not well formed becomes U+FFFD.
 */

function codePoint(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0xfffd;
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

/** The UTF-8 bytes of a text. */
export function bytes(text: string): Uint8Array {
  return ascii(text) ?? utf8(text);
}

/** Undefined where a character takes more than one byte. */
function ascii(text: string): Uint8Array | undefined {
  const out = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return undefined;
    out[at] = unit;
  }
  return out;
}

function utf8(text: string): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const point = codePoint(text, at);
    if (point > 0xffff) at += 1;
    if (point < 0x80) out.push(point);
    else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else out.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  }
  return Uint8Array.from(out);
}

/** Length of the sequence that starts with this byte, 0 where none can. */
function sequence(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/** The text that these UTF-8 bytes spell. */
export function text(data: Uint8Array): string {
  let out = '';
  for (let at = 0; at < data.length; ) {
    const first = data[at] ?? 0;
    const length = sequence(first);
    let point = length < 2 ? first : first & (0xff >> (length + 1));
    let used = 1;
    while (used < length && ((data[at + used] ?? 0) & 0xc0) === 0x80) {
      point = (point << 6) | ((data[at + used] ?? 0) & 63);
      used += 1;
    }
    const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    const bad = length === 0 || used < length || point < smallest || point > 0x10ffff || (point & ~0x7ff) === 0xd800;
    out += bad ? '\ufffd' : String.fromCodePoint(point);
    at += used;
  }
  return out;
}
