import { deflateSync, inflateSync } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.js';
import type { Schedule } from './strategy.js';

/** What a replay needs to know, and what tells that it is replayed on something else. */
export interface ReplayToken {
  readonly assignment: string;
  readonly check: string;
  /** Hexadecimal digest of the submission; the token keeps its first 16 digits. */
  readonly digest: string;
  /** The seed that it was found with: what a submission draws depends on it. */
  readonly seed: number;
  readonly schedule: Schedule;
  /** What the judge knows of a scenario that was generated, as text; absent for any other. */
  readonly scenario?: string;
}

export type DecodedToken =
  | { readonly ok: true; readonly token: ReplayToken }
  /** Not a token, or not all of it: a character changed, lost or added. */
  | { readonly ok: false; readonly reason: 'garbled' }
  /** A token of another version of the harness, whose schedules mean something else. */
  | { readonly ok: false; readonly reason: 'version'; readonly version: number };

/** Grows with every change of the coding, or of where steps are placed. */
export const TOKEN_VERSION = 3;

const PREFIX = 'il';
const DIGITS = 16;
/** A token is pasted by a person; what unpacks to more than this is none. */
const MOST_STEPS = 1_000_000;
const MOST_TEXT = 10_000;

/**
 * As text for a chat or a URL: `il`, the version, a dash, then base64url of a checksum and the packed content. The
 * schedule is packed as runs, since a task mostly takes many steps in a row.
 */
export function encodeToken(token: ReplayToken): string {
  const bytes: number[] = [];
  pushText(bytes, token.assignment);
  pushText(bytes, token.check);
  pushText(bytes, token.digest.slice(0, DIGITS));
  pushNumber(bytes, token.seed);
  pushNumber(bytes, token.schedule.length);
  for (let i = 0; i < token.schedule.length; ) {
    const choice = token.schedule[i] as number; // `i` is below the length.
    let run = 1;
    while (token.schedule[i + run] === choice) run += 1;
    // One step alone, the commonest run, needs no length: the lowest bit says whether one follows.
    pushNumber(bytes, choice * 2 + (run > 1 ? 1 : 0));
    if (run > 1) pushNumber(bytes, run);
    i += run;
  }
  if (token.scenario !== undefined) pushText(bytes, token.scenario);
  const content = Uint8Array.from(bytes);
  const deflated = deflateSync(content, { level: 9 });
  const smaller = deflated.length < content.length;
  const body = smaller ? deflated : content;
  const packed = new Uint8Array(body.length + 5);
  packed[4] = smaller ? 1 : 0;
  packed.set(body, 5);
  packed.set(checksum(packed.subarray(4)));
  return `${PREFIX}${TOKEN_VERSION}-${toBase64Url(packed)}`;
}

export function decodeToken(text: string): DecodedToken {
  const parts = /^il(\d{1,4})-([A-Za-z0-9_-]+)$/.exec(text.trim());
  if (parts === null) return { ok: false, reason: 'garbled' };
  const version = Number(parts[1]);
  if (version !== TOKEN_VERSION) return { ok: false, reason: 'version', version };
  const token = unpack(fromBase64Url(parts[2] ?? ''));
  return token === undefined ? { ok: false, reason: 'garbled' } : { ok: true, token };
}

/** Whether a token was made for a submission with this digest. */
export function isFor(token: ReplayToken, digest: string): boolean {
  return token.digest === digest.slice(0, DIGITS);
}

function unpack(packed: Uint8Array | undefined): ReplayToken | undefined {
  if (packed === undefined || packed.length < 6) return undefined;
  if (checksum(packed.subarray(4)).some((byte, i) => byte !== packed[i])) return undefined;
  const body = packed.subarray(5);
  try {
    const reader = { bytes: packed[4] === 1 ? inflateSync(body) : body, at: 0 };
    const assignment = readText(reader);
    const check = readText(reader);
    const digest = readText(reader);
    const seed = readNumber(reader);
    const schedule = readSchedule(reader);
    const token = { assignment, check, digest, seed, schedule };
    if (reader.at === reader.bytes.length) return token;
    const scenario = readText(reader);
    return reader.at === reader.bytes.length ? { ...token, scenario } : undefined;
  } catch {
    // The checksum was right but the content is not: made by hand.
    return undefined;
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function readSchedule(reader: Reader): number[] {
  const length = readNumber(reader);
  if (length > MOST_STEPS) throw new RangeError('too many steps');
  const schedule: number[] = [];
  while (schedule.length < length) {
    const coded = readNumber(reader);
    const run = coded % 2 === 1 ? readNumber(reader) : 1;
    if (run < 1 || schedule.length + run > length) throw new RangeError('a run that is too long');
    for (let i = 0; i < run; i += 1) schedule.push(Math.floor(coded / 2));
  }
  return schedule;
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function readNumber(reader: Reader): number {
  let value = 0;
  for (let scale = 1; scale < 2 ** 49; scale *= 128) {
    const byte = reader.bytes[reader.at];
    if (byte === undefined) throw new RangeError('ends too early');
    reader.at += 1;
    value += (byte % 128) * scale;
    if (byte < 128) return value;
  }
  throw new RangeError('a number that is too large');
}

/** UTF-16 units as numbers: ids are plain ASCII, one byte each. */
function pushText(bytes: number[], text: string): void {
  pushNumber(bytes, text.length);
  for (let i = 0; i < text.length; i += 1) pushNumber(bytes, text.charCodeAt(i));
}

function readText(reader: Reader): string {
  const length = readNumber(reader);
  if (length > MOST_TEXT) throw new RangeError('a text that is too long');
  let text = '';
  for (let i = 0; i < length; i += 1) text += String.fromCharCode(readNumber(reader));
  return text;
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits: against mistakes of copying, not against forgers. */
function checksum(bytes: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return Uint8Array.of(hash >>> 24, hash >>> 16, hash >>> 8, hash);
}
