import { describe, expect, it } from '@jest/globals';
import { marks, once, scenario } from '../virtual/scenario-runs.js';
import { compileCoroutine } from './compile.js';
import { CoroutineSyntaxError, instrument } from './instrument.js';

/** What `out` was called with, in one string, by a body that awaits. */
async function outcome(body: string, submission = ''): Promise<string> {
  const runner = await scenario(
    `${submission === '' ? '' : "import * as sub from './submission.js';"}
     const log: unknown[] = [];
     const out = (...values: unknown[]) => { log.push(...values); };
     async function main() { ${body} }
     export const s = coroutines({ tasks: [async (c) => { await main(); c.mark(log.map(String).join(' ')); }] });`,
    submission,
  );
  const history = once(runner);
  expect(history.end).toEqual({ status: 'done' });
  return String(marks(history)[0]);
}

describe('compiled code means what it meant', () => {
  it.each([
    ['arrows', 'const f = (a: number) => (b: number) => ({ sum: a + b }); out(f(1)(2).sum);', '3'],
    ['nested awaits', 'out(await (await Promise.resolve(async () => 4))());', '4'],
    ['await in a loop without braces', 'for (let i = 0; i < 3; i++) await null, out(i)', '0 1 2'],
    ['loops in loops', 'for (const i of [1, 2]) for (const j in { a: 1 }) out(i + j);', '1a 2a'],
    ['labels', 'a: for (;;) { for (;;) { out(1); break a; } }', '1'],
    ['do without braces', 'let i = 0; do out(i++); while (i < 2)', '0 1'],
    [
      'a directive without semicolon',
      "function f(this: unknown) {\n'use strict'\nreturn this }\nout(f.call(undefined));",
      'undefined',
    ],
    [
      'throw in an arrow',
      'const f = (): never => { throw new RangeError("x") }; try { f() } catch (e) { out((e as Error).name) }',
      'RangeError',
    ],
    ['for await', 'async function* g() { yield 1; yield 2 } for await (const x of g()) out(x);', '1 2'],
    [
      'generators',
      'const it = (function* (): Generator<number, number, number> { const x = yield 1; return x * 2; })(); it.next(); out(it.next(21).value);',
      '42',
    ],
    [
      'functions keep name and length',
      'function f(a: number, b: number) {} const g = async (x: unknown) => x; out(f.name, f.length, g.name, g.length);',
      'f 2 g 1',
    ],
    ['default parameters', 'const f = (x = (() => 5)()) => x; out(f());', '5'],
    ['comments', 'const f = () => /* a */ 1 // b\nout(f());', '1'],
  ])('%s', async (_, body, expected) => {
    expect(await outcome(body)).toBe(expected);
  });

  it('all of TypeScript that leaves code behind', async () => {
    const submission = `
      export enum Colour { Red = 1, Green }
      export namespace Inner { export const two = 2; }
      abstract class Base { constructor(protected readonly x: number) {} abstract f(): number; }
      export class Derived extends Base { #y = 3; static z = 4; constructor() { super(1); } override f(): number { return this.x + this.#y; } }
      export function over(a: string): string; export function over(a: number): number; export function over(a: unknown) { return a; }
      export default class { declare later: number; }
      export type { Colour as C };`;

    expect(
      await outcome(
        'out(sub.Colour.Green, sub.Colour[1], sub.Inner.two, new sub.Derived().f(), sub.Derived.z, sub.over(7), "later" in new sub.default());',
        submission,
      ),
    ).toBe('2 Red 2 4 4 7 false');
  });

  it('modules that import each other', async () => {
    const program = await compileCoroutine(
      [
        {
          id: 'a.ts',
          text: `import { b } from './b.js'; export const a = () => 'a'; export const both = () => a() + b();`,
          imports: { './b.js': 'b.ts' },
        },
        {
          id: 'b.ts',
          text: `import { a } from './a.js'; export const b = () => a() + 'b';`,
          imports: { './a.js': 'a.ts' },
        },
      ],
      'a.ts',
    );

    expect(program.modules.map(({ id }) => id)).toEqual(['a.ts', 'b.ts']);
  });
});

describe('sites', () => {
  it('name file, line, column and text of awaits', async () => {
    const { sites } = await compileCoroutine(
      [
        {
          id: 'lock.ts',
          text: 'export async function f() {\n  const x = 1;\n  await   g(x);\n}\ndeclare function g(x: number): void;',
        },
      ],
      'lock.ts',
    );

    expect(sites).toContainEqual({ file: 'lock.ts', line: 3, column: 3, text: 'await   g(x)' });
  });
});

describe('source that cannot be compiled', () => {
  it.each([
    ['a syntax error', 'const = 1;', 6],
    ['a reserved name', 'const x = __ilTick;', 10],
    ['an await at the top level', 'export const a = 1;\nawait a;', 20],
  ])('%s is named with its place', async (_, text, offset) => {
    const error: unknown = await compileCoroutine([{ id: 'lock.ts', text }], 'lock.ts').catch(
      (problem: unknown) => problem,
    );

    expect(error).toBeInstanceOf(CoroutineSyntaxError);
    expect(error).toMatchObject({ file: 'lock.ts', offset });
  });

  it('instruments in place: no line moves', () => {
    const text = 'export const f = async () => {\n  while (true)\n    await 1;\n};\n';

    expect(instrument({ id: 'x.ts', text }, []).split('\n')).toHaveLength(text.split('\n').length);
  });
});
