import { describe, expect, test } from '@jest/globals';
import { InlineRuntime, type Twin } from './inline-runtime.js';
import { instrument } from './semantics/run.js';
import { StepKind } from './runtime.js';

/** Steps of a function run as a task on its own, as text. */
function stepsOf(text: string): { steps: string[]; value: unknown; switches: number; runtime: InlineRuntime } {
  const steps: string[] = [];
  const { runtime, main } = instrument(
    `const memory = new Int32Array(new SharedArrayBuffer(64)); ${text}`,
    true,
    (step) => steps.push(`${StepKind[step.kind]} ${String(step.index)}`),
  );
  const { value, switches } = runtime.run(main);
  return { steps, value, switches, runtime };
}

describe('emitted code', () => {
  test('makes a step of every access, in order', () => {
    const { steps } = stepsOf(`export function main() {
      memory[0] = memory[1] + 1; memory[2] += memory[3]; memory[4]++; memory[5] ||= 1;
      const [a, b] = memory; Math.max(...memory.subarray(0, 1));
      for (const x of memory.subarray(0, 2)) x;
    }`);
    expect(steps).toEqual(
      'Read 1,Write 0,Read 2,Read 3,Write 2,Read 4,Write 4,Read 5,Write 5,Read 0,Read 1,Read 0,Read 0,Read 1'.split(
        ',',
      ),
    );
  });

  test('makes steps of built-in methods', () => {
    const { steps } = stepsOf(`export function main() {
      const small = memory.subarray(0, 2); small.fill(1); small.indexOf(9); small.map((x) => memory[x]); small.join();
      new DataView(memory.buffer).getInt32(4, true); new DataView(memory.buffer).setInt16(1, 5);
    }`);
    expect(steps).toEqual(
      'Write 0,Write 1,Read 0,Read 1,Read 0,Read 1,Read 1,Read 1,Read 0,Read 1,Read 0,Write 0,Write 1'.split(','),
    );
  });

  test('switches inside callbacks, methods, private methods and getters, and accessors of its own', () => {
    for (const text of [
      '[0].forEach((i) => { Atomics.load(memory, i); });',
      'new Map([[0, 0]]).forEach((i) => { Atomics.load(memory, i); });',
      'class A { #m() { return Atomics.load(memory, 0); } get #g() { return this.#m(); } m() { return this.#g; } } new A().m();',
      'const o = { f: () => Atomics.load(memory, 0), m() { return this.f(); } }; o.m();',
      'const f = function () { return Atomics.load(memory, 0); }.bind(null); f(); ',
      'const f = (x) => Atomics.load(memory, x); f.call(null, 0);',
      'const { load } = Atomics; load(memory, 0);',
      'class A { f = () => Atomics.load(memory, this.i); i = 0; } const { f } = new A(); f();',
    ]) {
      const { steps, switches } = stepsOf(`export function main() { ${text} }`);
      expect([text, ...steps]).toEqual([text, 'Load 0']);
      expect(switches).toBeGreaterThanOrEqual(1);
    }
  });

  test('runs tasks in turns: an increment without a lock loses updates', () => {
    const { runtime, main } = instrument(
      'const memory = new Int32Array(new SharedArrayBuffer(8)); export function main() { return [add, add, () => memory[0]]; } function add() { memory[0] = memory[0] + 1; }',
      true,
    );
    const [first, second, total] = (main as () => unknown[])();
    runtime.roundRobin([first, second]);
    expect((total as () => unknown)()).toBe(1);
  });

  test('reports what outlives an iteration', () => {
    const effectsOf = (text: string): number => {
      const { runtime } = stepsOf(
        `let outside = 0; const o = { p: 1, q: [1] }; const leaf = (x) => x; function pureLeaf(x) { return x + 1; } export function main() { return body(); } function body() { const before = 1; ${text} }`,
      );
      return runtime.effects;
    };
    const none = effectsOf('');
    for (const text of [
      'let i = 0; i++;',
      'Math.max(1, 2);',
      'pureLeaf(1); leaf(2);',
      'while (Atomics.load(memory, 0)) {}',
      'for (const x of [1]) x;',
      'o.p; o.q[0];',
    ]) {
      expect([text, effectsOf(text) - none]).toEqual([text, 0]);
    }
    for (const text of [
      'outside++;',
      'outside = 1;',
      'o.p = 1;',
      'o.q[0] = 1;',
      'delete o.p;',
      'o.q.push(1);',
      '[o.p] = [1];',
      'new Set([1]).add(2);',
      'String(1).trim();',
    ]) {
      expect([text, effectsOf(text) - none > 0]).toEqual([text, true]);
    }
  });

  test('passes to a loop the variables that outlive its iterations', () => {
    const values: unknown[][] = [];
    const { runtime, main } = instrument(
      'export function main() { let a = 0, b = 5, c = 9; while (a < 2) { const inner = a; let d = inner; d++; a++; (() => { b += a; })(); } for (let i = 0; i < 1; i++) { c; } return b; }',
      true,
    );
    runtime.iterate = (_, ...assigned) => {
      values.push(assigned);
      return false;
    };
    runtime.run(main);
    expect(values).toEqual([[0, 5], [1, 6], [2, 8], [0], [1]]);
  });

  test('import cycles and live bindings', () => {
    const { compile, files } = cycle();
    const runtime = compile(files);
    expect((runtime.load('main.ts').main as () => unknown)()).toEqual([3, 'b of a', 1, 2]);
  });

  function cycle(): { files: Map<string, string>; compile: (files: Map<string, string>) => InlineRuntime } {
    return {
      files: new Map([
        [
          'main.ts',
          "import { a, n, up } from './a.js'; import * as all from './a.js'; export function main() { const before = n; up(); return [a(), all.name, before, n]; }",
        ],
        [
          'a.ts',
          "import { b } from './b.js'; export let n = 1; export function up() { n++; } export function a() { return b() + 1; } export const name = 'b of a'; export const two = 2;",
        ],
        ['b.ts', "import { two } from './a.js'; export function b() { return two; }"],
      ]),
      compile: (files) => instrument(files, false).runtime,
    };
  }

  test('a twin is entered with yield*', () => {
    const { runtime, main } = instrument(
      'export function main() { return 1; } export function other() { return main(); }',
      false,
    );
    expect((main as Record<symbol, unknown>)[runtime.TWIN]).toBeNull();
    const other = runtime.load('main.ts').other as Record<symbol, () => Twin>;
    expect(other[runtime.TWIN]?.().next()).toEqual({ done: true, value: 1 });
  });
});
