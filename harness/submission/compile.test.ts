import { describe, expect, test } from '@jest/globals';
import { compile, type CompileProblem, type CompileResult } from './compile.js';
import type { Program } from './program.js';

const SCENARIO =
  "import { Mutex } from './starter/mutex.js'; import { threads } from 'interleave/scenario'; export const s = threads({ cells: () => 1, tasks: [() => { new Mutex(); }] });";

function compiled(files: Record<string, string>, scenario = SCENARIO): CompileResult {
  return compile({
    files: new Map(Object.entries(files)),
    entry: 'mutex.ts',
    exports: ['Mutex'],
    scenario: { name: 'scenarios', file: 'scenarios.ts', source: scenario },
  });
}
function program(files: Record<string, string>, scenario?: string): Program {
  const result = compiled(files, scenario);
  if (result.kind !== 'program') throw new Error(result.problem.message);
  return result.program;
}
function problem(files: Record<string, string>, scenario?: string): CompileProblem {
  const result = compiled(files, scenario);
  if (result.kind !== 'problem') throw new Error('it compiles');
  return result.problem;
}
const withMutex = (text: string): string => `${text}\nexport class Mutex {}\n`;

describe('problems', () => {
  test('a syntax error, with its place and the lines around it', () => {
    const found = problem({ 'mutex.ts': 'export class Mutex {\n  acquire( { }\n}' });
    expect(found).toMatchObject({ kind: 'syntax', file: 'mutex.ts', line: 3 });
    expect(found.frame).toContain('> 3 |');
  });

  test.each([
    ["import fs from 'node:fs'; fs.x;", 'forbidden-import', /'node:fs' is not allowed/],
    ["import 'interleave/scenario';", 'forbidden-import', /only its own files/],
    ["export * from 'left-pad';", 'forbidden-import', /left-pad/],
    ["import { a } from './nowhere.js'; a;", 'missing-module', /no file for the import '.\/nowhere.js'/],
    ["import { a } from '../up.js'; a;", 'missing-module', /up.js/],
    ["import { a } from './b.js'; a;", 'missing-export', /has no export 'a'. Its exports: b/],
    ["import a from './b.js'; a;", 'missing-export', /no export 'default'/],
    ["const x = import('./b.js');", 'unsupported', /import\(…\)/],
    ['const x = import.meta.url;', 'unsupported', /import.meta/],
    ["eval('1');", 'unsupported', /'eval'/],
    ["(eval)('1');", 'unsupported', /'eval'/],
    ["new Function('return 1');", 'unsupported', /'Function'/],
    ["const f = Function('return 1');", 'unsupported', /'Function'/],
    ['await 1;', 'unsupported', /top level/],
    ['for await (const x of []) {}', 'unsupported', /top level/],
    ['const __il_rt = 1;', 'reserved-name', /'__il_rt'/],
    ['class A { #__il = 1 }', 'reserved-name', /'__il'/],
    ['const x = { __ilx: 1 };', 'reserved-name', /'__ilx'/],
    ["import fs = require('fs'); fs;", 'unsupported', /require/],
    ['using x = null;', 'unsupported', /'using'/],
    ['function d(x: any) {} @d class B {}', 'unsupported', /Decorators/],
  ])('%s', (text, kind, message) => {
    const found = problem({ 'mutex.ts': withMutex(text), 'b.ts': 'export const b = 1;' });
    expect(found).toMatchObject({ kind, file: 'mutex.ts', line: 1 });
    expect(found.message).toMatch(message);
  });

  test('a problem in another file is placed there', () => {
    expect(problem({ 'mutex.ts': withMutex("import './b.js';"), 'b.ts': '\n\nconst x = ;' })).toMatchObject({
      file: 'b.ts',
      line: 3,
      column: 11,
    });
  });

  test('an export that the assignment asks for', () => {
    expect(problem({ 'mutex.ts': 'class Mutex {}' })).toMatchObject({
      kind: 'missing-export',
      message: expect.stringMatching(/exports nothing/),
    });
    expect(problem({ 'mutex.ts': 'export interface Mutex {} export class Lock {}' }).message).toMatch(
      /exports only 'Lock'/,
    );
    expect(problem({ 'mutex.ts': 'export default class Mutex {}' })).toMatchObject({ kind: 'missing-export' });
  });

  test('types may be imported from anywhere', () => {
    const text =
      "import type { Worker } from 'node:worker_threads'; import { type A } from 'x'; import fs from 'fs'; export type { A }; let f: typeof fs; let w: Worker;";
    expect(compiled({ 'mutex.ts': withMutex(text) }).kind).toBe('program');
  });

  test.each([
    "export { Mutex } from './lib/lock.js';",
    "export * from './lib/lock.ts';",
    "import { Mutex } from './lib/lock'; export { Mutex };",
    "import * as lib from './lib'; export const Mutex = lib.Mutex;",
    "import { Mutex as M } from './lib/lock.js'; export class Mutex extends M {}",
  ])('exports by other ways: %s', (text) => {
    expect(
      compiled({
        'mutex.ts': text,
        'lib/lock.ts': 'export class Mutex {}',
        'lib/index.ts': "export * from './lock.js';",
      }).kind,
    ).toBe('program');
  });

  test('JavaScript is taken as it is', () => {
    expect(
      compiled({ 'mutex.ts': "export { Mutex } from './m.mjs';", 'm.mjs': 'export class Mutex { #x = 1 }' }).kind,
    ).toBe('program');
    expect(
      problem({ 'mutex.ts': "export { Mutex } from './m.mjs';", 'm.mjs': 'export class Mutex { x: number }' }),
    ).toMatchObject({ kind: 'syntax', file: 'm.mjs' });
  });

  test.each([
    ['brackets', `${'('.repeat(100_000)}1`],
    ['operators', `x = ${'1+'.repeat(100_000)}1`],
    ['statements', `${'if (1) '.repeat(100_000)};`],
    ['alternatives', `${'if (1); else '.repeat(50_000)};`],
    ['blocks', `${'{'.repeat(50_000)}${'}'.repeat(50_000)}`],
  ])('nesting without end: %s', (_, text) => {
    expect(problem({ 'mutex.ts': withMutex(text) }).message).toMatch(/nested too deeply/);
  });

  test('a wild input is refused or compiled, never thrown at', () => {
    for (const text of [
      '',
      '\u0000',
      '}',
      '`',
      '/*',
      '<div/>',
      'export',
      'class Mutex { m() { super(); } }',
      'label: {',
      '"use strict"; with (a) {}',
      'let let = 1',
      '((('.repeat(200),
    ]) {
      expect(() => compiled({ 'mutex.ts': text })).not.toThrow();
    }
  });
});

describe('sites', () => {
  test('are places in the source as it was written', () => {
    const source = [
      'enum S { Free, Held = 1 << 0 }',
      'export class Mutex {',
      '  constructor(private readonly m: Int32Array) {}',
      '  acquire<T extends number>(n: T): void {',
      '    while (Atomics.compareExchange(this.m as Int32Array, 0, S.Free, S.Held)',
      '      !== 0) { this.m![0]! += n as number; }',
      '    for (const x of this.m) x;',
      '  }',
      '}',
    ].join('\n');
    const { sites } = program({ 'mutex.ts': source });
    const own = sites
      .filter((site) => site.file === 'mutex.ts' && site.text !== '')
      .map((site) => `${String(site.line)}:${String(site.column)} ${site.text}`);
    expect(own).toEqual(
      expect.arrayContaining([
        '5:5 while (Atomics.compareExchange(this.m as Int32Array, 0, S.Free, S.Held) !== 0)',
        '5:12 Atomics.compareExchange(this.m as Int32Array, 0, S.Free, S.Held)',
        '6:16 this.m![0]! += n as number',
        '7:5 for (const x of this.m)',
      ]),
    );
  });

  test('know the innermost function or method that has a name', () => {
    const source = [
      'const outside = new Int32Array(1);',
      'Atomics.store(outside, 0, 1);',
      'const twice = (n: number) => Atomics.add(outside, 0, n);',
      'export class Mutex {',
      '  #take() { Atomics.sub(outside, 0, 1); }',
      '  acquire() { [1].forEach(() => { Atomics.load(outside, 0); }); this.#take(); twice(2); }',
      '}',
    ].join('\n');
    const { sites } = program({ 'mutex.ts': source });
    const within = new Map(sites.filter(({ file }) => file === 'mutex.ts').map((site) => [site.text, site.within]));
    expect(within.get('Atomics.store(outside, 0, 1)')).toBeUndefined();
    expect(within.get('Atomics.add(outside, 0, n)')).toBe('twice');
    expect(within.get('Atomics.sub(outside, 0, 1)')).toBe('take');
    expect(within.get('Atomics.load(outside, 0)')).toBe('acquire');
  });

  test('making an enum is no step', () => {
    const found = program({
      'mutex.ts': 'export enum E { A, B = A | 2, C = "c" } const enum F { X = E.B } export const Mutex = F;',
    });
    expect(found.sites.filter((site) => site.text === '')).toEqual([]);
  });

  test('a long text is cut', () => {
    const { sites } = program({
      'mutex.ts': withMutex(`export function f(m: Int32Array) { return Atomics.load(m, ${'1 + '.repeat(60)}1); }`),
    });
    const long = sites.find((site) => site.text.startsWith('Atomics.load'));
    expect(long?.text).toHaveLength(80);
    expect(long?.text.endsWith('…')).toBe(true);
  });
});

describe('what the program says of itself', () => {
  test('functions that cannot be switched in', () => {
    const text = [
      'export class Mutex {',
      '  x = Atomics.load(new Int32Array(1), 0);',
      '  constructor(m: Int32Array) { m[0] = 1; }',
      '  get v() { return this.f(); }',
      '  get w() { return 1; }',
      '  f() {}',
      '  async g() { this.f(); }',
      '  *h() { this.f(); }',
      '}',
    ].join('\n');
    const { unswitchable, sites } = program({ 'mutex.ts': text });
    expect(unswitchable.map((item) => `${String(sites[item.site]?.line)} ${item.reason}`).sort()).toEqual([
      '2 the initial value of a field',
      '3 a constructor',
      '4 a getter or setter',
      '7 an async function',
      '8 a generator of the submission',
    ]);
  });

  const pure = (text: string): boolean | undefined =>
    program({ 'mutex.ts': withMutex(text) }).modules.find((item) => item.id === 'mutex.ts')?.pure;
  test.each([
    'const FREE = 0, HELD = FREE + 1, NAME = `x`, f = () => 1;',
    'enum E { A, B = 2 } const enum F { X = 1 }',
    'const { load, store } = Atomics; const cas = Atomics.compareExchange;',
    'class A { static readonly SIZE = 4; static make() { return new A(); } x = []; }',
    'function f() { let n = 0; return () => ++n; }',
    'interface I {} type T = 1; declare const q: number;',
    'const State = { Free: 0, Held: 1 << 1, Name: "x" } as const; export function f(o: any) { return State.Free + o[State.Held]; }',
    'const at = (n: number) => (m: Int32Array) => m[n]; const first = at(0);',
  ])('may be kept: %s', (text) => {
    expect(pure(text)).toBe(true);
  });
  test.each([
    'let n = 0;',
    'const list: number[] = [];',
    'const m = new Map();',
    'class A { static n = 0; m() { A.n++; } }',
    'class A { static #n = 0; static next() { return ++this.#n; } }',
    'class A { static list = []; }',
    'class A { static { A.prototype; } }',
    'function f() { f.calls = 1; }',
    'const f = () => 1; export function g() { (f as any).x = 1; }',
    'Mutex.toString();',
    'for (;;) break;',
    'export function f() { Array.prototype.at = null as any; }',
    'namespace N { export let a = 1; }',
    'const State = { n: 0 }; export function f() { State.n++; }',
    'const State = { n: 0 }; export function f(g: any) { g(State); }',
    'const State = { n: 0 }; export function f(g: any) { const copy: any = State; copy.n = 1; }',
    'export const State = { n: 0 };',
    'const State = { list: [] };',
    'const counter = (n: number) => () => n++; const next = counter(0);',
    'const keep = (list: number[]) => () => list.pop(); const next = keep([1]);',
    'const make = () => { const list: number[] = []; return () => list; }; const f = make();',
  ])('is made afresh: %s', (text) => {
    expect(pure(text)).toBe(false);
  });

  test('a scenario that only declares may be kept', () => {
    const scenario = program({ 'mutex.ts': withMutex('') }).modules.find((item) => item.id === 'scenario:scenarios');
    expect(scenario?.pure).toBe(true);
  });

  test('so may one that makes its tasks by functions', () => {
    const text =
      "import { threads } from 'interleave/scenario'; const of = (n: number) => ({ cells: () => n, init: () => {} }); " +
      'const visit = (n: number) => () => { n; }; function two(list: number[]) { return threads({ ...of(2), tasks: [visit(1), () => list[0]] }); } ' +
      'export const a = two([1, 2]); export const b = threads({ ...of(1), tasks: [visit(3)] });';
    const scenario = program({ 'mutex.ts': withMutex('') }, text).modules.find(
      (item) => item.id === 'scenario:scenarios',
    );
    expect(scenario?.pure).toBe(true);
  });
});

describe('the scenario', () => {
  test('imports the submission under any name', () => {
    const scenario = "import { Mutex } from './starter/anything.js'; export const m = Mutex;";
    expect(program({ 'mutex.ts': withMutex('') }, scenario).entry).toBe('scenario:scenarios');
  });
  test('may import nothing else', () => {
    expect(problem({ 'mutex.ts': withMutex('') }, "import fs from 'fs'; fs.x;")).toMatchObject({
      kind: 'forbidden-import',
      file: 'scenarios.ts',
    });
    expect(problem({ 'mutex.ts': withMutex('') }, "import { Nope } from './starter/mutex.js'; Nope;")).toMatchObject({
      kind: 'missing-export',
    });
  });
});
