import { describe, expect, it } from '@jest/globals';
import type { Core, Realm } from './core.js';
import { bareContext } from './real/bare-context.js';
import { REALM_SOURCE } from './realm-source.js';

type Pair = (twin: unknown, name: string, length: number, kind: string) => { (...args: unknown[]): unknown };

/** A realm whose twins never yield, with code of its context. */
function open(): { pair: Pair; methods: (target: object, names: string[]) => void; twin: (text: string) => unknown } {
  const evaluate = bareContext();
  const core = { SWITCH: {}, enterPlain: () => undefined, leavePlain: () => undefined } as unknown as Core;
  const realm = (evaluate(REALM_SOURCE, 'realm') as (core: Core) => Realm)(core);
  const rt = realm.rt as { pair: Pair; methods: (target: object, names: string[]) => void };
  return { pair: rt.pair, methods: rt.methods, twin: (text) => evaluate(`(${text})`, 'twin') };
}

describe('the ordinary function for a generator twin', () => {
  it.each([0, 1, 2, 3, 4, 7])('has its name and the length %i', (length) => {
    const { pair, twin } = open();
    for (const kind of ['function', 'arrow', 'method']) {
      const f = pair(twin('function* () {}'), 'put away', length, kind);
      expect([f.name, f.length]).toEqual(['put away', length]);
      expect(Object.hasOwn(f, 'prototype')).toBe(kind === 'function');
    }
  });

  it('hands on its receiver and exactly the arguments it got', () => {
    const { pair, twin } = open();
    const f = pair(twin('function* () { "use strict"; return [this, ...arguments]; }'), 'f', 2, 'method');
    expect([...(f.call('me', 1, undefined, 3) as unknown[])]).toEqual(['me', 1, undefined, 3]);
    expect([...(f.call('me') as unknown[])]).toEqual(['me']);
  });

  it('replaces methods with their attributes, name and length', () => {
    const { methods, twin } = open();
    const target = twin('{ *put(a, b) { return a + b; } }') as { put(a: number, b: number): number };
    methods(target, ['put']);
    expect(target.put(1, 2)).toBe(3);
    expect([target.put.name, target.put.length]).toEqual(['put', 2]);
  });
});
