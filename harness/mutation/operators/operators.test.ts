import { describe, expect, test } from '@jest/globals';
import { mutantsOf } from '../mutants.js';
import { operators } from '../operators.js';

/** What one operator makes of a body of a method: the lines that it writes, in order. */
function madeBy(name: string, body: string, method = 'run(n: number, work: any): unknown'): string[] {
  const operator = operators.filter((each) => each.name === name);
  const source = `class Thing {\n  ${method} {\n${body}\n  }\n}\n`;
  return mutantsOf('thing.ts', source, operator).map(({ becomes }) => becomes);
}

describe('operators for shared memory', () => {
  test.each<[string, string, string[]]>([
    ['atomics-to-plain', 'return Atomics.load(m, 0);', ['return m[0];']],
    ['atomics-to-plain', 'Atomics.store(m, 0, 1);', ['(m[0] = 1);']],
    ['atomics-to-plain', 'Atomics.add(m, 0, n);', ['(m[0] += n);']],
    ['atomics-to-plain', 'return Atomics.sub(m, 0, 1);', ['return ((m[0] -= 1) + (1));']],
    ['atomics-to-plain', 'Atomics.notify(m, 0);', []],
    ['split-atomic', 'Atomics.add(m, 0, 1);', ['Atomics.store(m, 0, Atomics.load(m, 0) + (1));']],
    ['split-atomic', 'return Atomics.exchange(m, 0, 2);', ['return [Atomics.load(m, 0), Atomics.store(m, 0, 2)][0];']],
    ['split-atomic', 'Atomics.exchange(m, 0, 2);', []],
    [
      'split-atomic',
      'return Atomics.compareExchange(m, 0, 1, 2) === 1;',
      ['return ((seen$) => (seen$ === (1) && Atomics.store(m, 0, 2), seen$))(Atomics.load(m, 0)) === 1;'],
    ],
    ['blind-exchange', 'return Atomics.compareExchange(m, 0, 1, 2);', ['return Atomics.exchange(m, 0, 2);']],
    ['notify-count', 'Atomics.notify(m, 0, 1);', ['Atomics.notify(m, 0);']],
    ['notify-count', 'Atomics.notify(m, 0);', ['Atomics.notify(m, 0, 1);']],
    ['notify-count', 'Atomics.notify(m, 0, n);', ['Atomics.notify(m, 0, 1);', 'Atomics.notify(m, 0);']],
    ['fresh-expectation', 'Atomics.wait(m, 0, n, 5);', ['Atomics.wait(m, 0, Atomics.load(m, 0), 5);']],
    ['omit-timeout', 'Atomics.wait(m, 0, n, 5);', ['Atomics.wait(m, 0, n);']],
    ['omit-timeout', 'Atomics.wait(m, 0, n);', []],
    ['omit-wake-up', 'if (n > 0) Atomics.notify(m, 0);', ['if (n > 0) ;']],
  ])('%s: %s', (name, body, expected) => {
    expect(madeBy(name, body)).toEqual(expected);
  });
});

describe('operators for locks, loops and order', () => {
  test.each<[string, string, string[]]>([
    ['omit-lock', 'this.lock(); work(); this.unlock();', ['; work(); this.unlock();', 'this.lock(); work(); ;']],
    ['wrong-lock-operation', 'this.lock.acquire();', ['this.lock.release();']],
    ['swap-locks', 'this.take(1);\nthis.take(2);', ['this.take(2);\nthis.take(1);']],
    ['swap-statements', 'this.take(1);\nthis.take(2);', []],
    [
      'swap-statements',
      'Atomics.store(m, 0, 1);\nAtomics.store(m, 1, 1);',
      ['Atomics.store(m, 1, 1);\nAtomics.store(m, 0, 1);'],
    ],
    ['swap-statements', 'const a = work();\nwork(a);', []],
    ['while-to-if', 'while (n > 0) work();', ['if (n > 0) work();']],
    ['while-to-if', 'while (n > 0) { break; }', []],
    ['while-to-if', 'while (n > 0) { for (;;) { break; } }', ['if (n > 0) { for (;;) { break; } }']],
    ['loop-once', 'for (const w of work) w();', ['for (const w of work) { w(); break; }']],
    ['loop-once', 'for (;;) { work(); }', ['for (;;) { work();  break; }']],
    ['queue-order', 'return work.shift();', ['return work.pop();']],
    ['queue-order', 'return work[0];', ['return work.at(-1);']],
    ['notify-count', 'work.splice(0, n);', ['work.splice(0);', 'work.splice(0, 1);']],
    ['omit-statement', 'if (n > 0) throw new Error();', ['if (n > 0) ;']],
    ['omit-statement', 'return (): void => work.delete(n);', ['return (): void => {};']],
  ])('%s: %s', (name, body, expected) => {
    expect(madeBy(name, body)).toEqual(expected);
  });
});

describe('operators for promises and errors', () => {
  test.each<[string, string, string[]]>([
    ['drop-await', 'return await work();', ['return (work());']],
    [
      'early-resolve',
      'return new Promise((go) => work.push(go));',
      ['return new Promise((go) => (go(undefined), work.push(go)));'],
    ],
    [
      'early-resolve',
      'return new Promise((go) => { work(go); });',
      ['return new Promise((go) => { go(undefined); work(go); });'],
    ],
    ['wrong-settlement', 'return Promise.reject(n);', ['return Promise.resolve(n);']],
    [
      'wrong-settlement',
      'return new Promise((ok, no) => { work(() => no(n)); });',
      ['return new Promise((ok, no) => { work(() => ok(n)); });'],
    ],
    ['omit-finally', 'try { work(); } finally { n = 0; }', ['{ work(); } { n = 0; }', '{ work(); }']],
    ['omit-finally', 'return work().finally(() => n);', ['return work();']],
    ['omit-catch', 'try { work(); } catch { n = 0; }', ['{ work(); }']],
  ])('%s: %s', (name, body, expected) => {
    expect(madeBy(name, body, 'async run(n: number, work: any): Promise<unknown>')).toEqual(expected);
  });
});

describe('operators for counts and conditions', () => {
  test.each<[string, string, string[]]>([
    ['off-by-one', 'return 2;', ['return 3;', 'return 1;']],
    ['off-by-one', 'return n === 0;', ['return n === 1;', 'return n === (-1);']],
    ['off-by-one', 'let state: 0 | 1; return state;', []],
    ['arithmetic', 'return n - 1;', ['return n + 1;']],
    ['arithmetic', 'return Atomics.add(m, 0, 1);', ['return Atomics.sub(m, 0, 1);']],
    ['arithmetic', 'return Math.min(n, 3);', ['return Math.max(n, 3);']],
    ['arithmetic', "return 'a' + n;", []],
    ['comparison', 'return n < 3;', ['return n <= 3;']],
    ['comparison', 'if (n === 3) work();', []],
    ['negate-condition', 'if (n === 3) work();', ['if (!(n === 3)) work();']],
    ['force-condition', 'if (n > 3) work();', ['if (true) work();', 'if (false) work();']],
    ['half-condition', 'return n > 3 && work;', ['return n > 3;', 'return work;', 'return (n > 3 || work);']],
    ['half-condition', 'n ??= 3;', ['n = 3;']],
    ['flip-boolean', 'return true;', ['return false;']],
  ])('%s: %s', (name, body, expected) => {
    expect(madeBy(name, body)).toEqual(expected);
  });

  test('more cells than are needed are no mistake', () => {
    expect(madeBy('off-by-one', 'return 2;', 'static cells(): number')).toEqual(['return 1;']);
  });
});
