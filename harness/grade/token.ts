import type { Schedule } from '../explore/strategy.js';

export interface TokenContent {
  assignment: string;
  check: string;
  digest: string;
  seed: number;
  schedule: Schedule;
}

export function tokenOf(content: TokenContent): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

export function readToken(token: string): { type: 'token'; token: TokenContent } | { type: 'refused'; reason: string } {
  try {
    return { type: 'token', token: JSON.parse(Buffer.from(token, 'base64url').toString()) as TokenContent };
  } catch {
    return { type: 'refused', reason: 'no token' };
  }
}
