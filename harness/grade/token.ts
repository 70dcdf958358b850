import { decodeToken, encodeToken, isFor, type ReplayToken } from '../explore/token.js';

/** The digest in a result begins with the name of the algorithm, the one in a token does not. */
const hexadecimal = (digest: string): string => digest.replace(/^sha256:/, '');

export function tokenOf(content: ReplayToken): string {
  return encodeToken({ ...content, digest: hexadecimal(content.digest) });
}

/** What a pasted token says, or why it says nothing to this version, with the way out. */
export function readToken(text: string): { type: 'token'; token: ReplayToken } | { type: 'refused'; reason: string } {
  const decoded = decodeToken(text);
  if (decoded.ok) return { type: 'token', token: decoded.token };
  switch (decoded.reason) {
    case 'garbled':
      return {
        type: 'refused',
        reason: 'This is not a whole replay token: a character is missing or changed. Copy it again.',
      };
    case 'version': {
      const reason = `The token is of version ${String(decoded.version)}, which this version of interleave cannot replay. Grade again for a new one.`;
      return { type: 'refused', reason };
    }
    default:
      return decoded satisfies never;
  }
}

/** Why a token does not fit a submission, or undefined where it does. */
export function mismatch(token: ReplayToken, digest: string): string | undefined {
  if (isFor(token, hexadecimal(digest))) return undefined;
  return 'The token is for another submission: the files differ from those that it was made for. Grade again for a new one.';
}
