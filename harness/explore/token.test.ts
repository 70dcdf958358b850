import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64Url, toBase64Url } from './base64url.js';
import { decodeToken, encodeToken, isFor, type ReplayToken, TOKEN_VERSION } from './token.js';

const tokens: fc.Arbitrary<ReplayToken> = fc.record({
  assignment: fc.string({ maxLength: 40 }),
  check: fc.string({ maxLength: 40 }),
  digest: fc.string({ maxLength: 16 }),
  seed: fc.nat(),
  schedule: fc.array(fc.nat({ max: 2000 }), { maxLength: 300 }),
});

const scenarios = fc.string({ minLength: 1, maxLength: 300 });

const example: ReplayToken = {
  assignment: 'thread/mutex',
  check: 'mutual-exclusion',
  digest: '0123456789abcdef0123456789abcdef',
  seed: 7,
  schedule: [...Array<number>(9).fill(0), ...Array<number>(7).fill(16), 1, ...Array<number>(5).fill(32), 0, 0],
};

describe('a replay token', () => {
  test('says the same when it is read again', () => {
    fc.assert(
      fc.property(tokens, (token) => {
        expect(decodeToken(encodeToken(token))).toEqual({ ok: true, token });
      }),
    );
  });

  test('carries the scenario where that was generated', () => {
    fc.assert(
      fc.property(tokens, scenarios, (token, scenario) => {
        expect(decodeToken(encodeToken({ ...token, scenario }))).toEqual({ ok: true, token: { ...token, scenario } });
      }),
    );
  });

  test('is short and safe in a URL', () => {
    const text = encodeToken(example);

    expect(text.length).toBeLessThan(100);
    expect(encodeURIComponent(text)).toBe(text);
  });

  test('stays short for a long schedule', () => {
    const schedule = Array.from({ length: 1000 }, (_, i) => (Math.floor(i / 7) % 3) * 16);

    expect(encodeToken({ ...example, schedule }).length).toBeLessThan(200);
  });

  test('knows its submission', () => {
    const decoded = decodeToken(encodeToken(example));

    expect(decoded.ok && isFor(decoded.token, example.digest)).toBe(true);
    expect(decoded.ok && isFor(decoded.token, 'f'.repeat(32))).toBe(false);
  });

  test('is refused as garbled when a character is changed, lost or added', () => {
    const text = encodeToken(example);
    const start = text.indexOf('-') + 1;
    fc.assert(
      fc.property(fc.integer({ min: start, max: text.length - 1 }), fc.constantFrom(...'AZaz09-_'), (at, character) => {
        fc.pre(text.charAt(at) !== character);
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        const lost = text.slice(0, at) + text.slice(at + 1);
        const added = text.slice(0, at) + character + text.slice(at);
        for (const wrong of [changed, lost, added])
          expect(decodeToken(wrong)).toEqual({ ok: false, reason: 'garbled' });
      }),
    );
  });

  test('is refused with its version when that is another', () => {
    const text = encodeToken(example).replace(/^il\d+/, `il${TOKEN_VERSION + 1}`);

    expect(decodeToken(text)).toEqual({ ok: false, reason: 'version', version: TOKEN_VERSION + 1 });
  });

  test.each(['', 'il3-', 'hello', 'il3-A', 'il3-AAAAAAAA', 'il99999-AAAA', 'il3-äöü'])(
    'is refused where it is none: %j',
    (text) => {
      expect(decodeToken(text)).toEqual({ ok: false, reason: 'garbled' });
    },
  );
});

test('base64url and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});
