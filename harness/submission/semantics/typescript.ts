/** What TypeScript adds, and modules. */
export const typescript: Readonly<Record<string, string>> = {
  enums:
    'export enum E { A, B = 5, C, D = "d".length, S = "s" } const f = (e: E) => E[e as any]; export function main() { return [E.A, E.B, E.C, E.D, E.S, f(E.B), E["A"]]; }',
  'const enums':
    'const enum E { A = 1, B = A << 2, C = A | B } export function main() { return [E.A, E.B, E.C, id(E.B)]; } function id(x: any) { return x; }',
  'enum with computed member':
    'function size() { return 3; } enum E { A = size(), B = A as number + 1 } export function main() { return [E.A, E.B, E[4]]; }',
  'enums merge': 'enum E { A } enum E { B = 1 } export function main() { return [E.A, E.B, E[1]]; }',
  namespaces:
    'namespace N { export const a = twice(2); export function twice(x: number): number { return id(x) * 2; } let hidden = 1; export function next() { return hidden++; } export namespace Inner { export const b = a + 1; } } function id(x: any) { return x; } export function main() { return [N.a, N.twice(4), N.next(), N.next(), N.Inner.b]; }',
  'namespace and class merge':
    'class A { m() { return A.k(1); } } namespace A { export function k(x: number) { return id(x) + 1; } } function id(x: any) { return x; } export function main() { return [new A().m(), A.k(2)]; }',
  'type syntax everywhere':
    'type T<X> = X extends infer U ? U : never; interface I { a?: number; m(): void } export function main() { const x = id<number>(1) as unknown as T<number>; const y = <any>x; const z = { a: 1 } satisfies I | { a: number }; let q!: number; q = y!; const f = <T,>(v: T): v is T => !!id(v); function assert(v: unknown): asserts v { id(v); } assert(x); return [x, y, z, q, f(1), id<string>]; } function id<T>(x: T): T { return x; } declare global { interface Foo {} } declare function nope(): void; abstract class Q<in out T> { abstract m(): T; }',
  'this parameters and unique symbols':
    'declare const tag: unique symbol; export function main() { function f(this: { v: number }, k: number) { return id(this.v + k); } return [f.call({ v: 1 }, 2), f.length]; } function id(x: any) { return x; }',
  'non-null and as in targets':
    'export function main() { const a: (number | undefined)[] = [1]; const o: any = {}; (a[0] as number) += id(2); a[0]!++; (o as any).x = id(3); (<any>o).y = 4; o!.z ??= id(5); return [a, o]; } function id(x: any) { return x; }',
  'optional with non-null':
    'export function main() { const o: any = { a: { f: (x: any) => id(x) } }; return [o?.a!.f(1), o.b?.c!.d, (o.a?.f)!(2)]; } function id(x: any) { return x; }',
  'index signatures and declare fields':
    'class A { [k: string]: any; declare x: number; readonly y: number = id(1); static readonly z?: number; } function id(x: any) { return x; } export function main() { return [Object.keys(new A()), new A().y, "z" in A]; }',
  'definite and optional fields':
    'class A { a!: number; b?: string; c: number | undefined; } export function main() { return Object.keys(id(new A())); } function id(x: any) { return x; }',
  'module state':
    'let n = 0; const log: number[] = []; export function next() { log.push(++n); return id(n); } export function main() { next(); next(); return [n, log]; } function id(x: any) { return x; }',
  'module top level runs once':
    'const log: any[] = []; for (let i = 0; i < 3; i++) log.push(id(i)); const { a, b: [c] } = id({ a: 1, b: [2] }); if (a) log.push("if"); export function main() { return [log, a, c]; } function id(x: any) { return x; }',
  'top level closures':
    'const fs: any[] = []; for (const x of [1, 2]) { fs.push(() => id(x)); } export const main = () => fs.map((f) => f()); function id(x: any) { return x; }',
  'export lists':
    'const a = () => id(1); function b() { return id(2); } function id(x: any) { return x; } const main = () => [a(), b()]; export { main, b as other };',
  'generic classes and constraints':
    'class Box<T extends { v: number } = { v: number }> { constructor(private t: T) {} map<U>(f: (t: T) => U): U { return f(this.t); } } export function main() { return new Box({ v: 4 }).map((t) => id(t.v)); } function id(x: any) { return x; }',
  'satisfies and const assertions':
    'const C = { a: 1, b: [2, 3] } as const satisfies Record<string, unknown>; export function main() { return [C.a, C.b[id(1)]]; } function id(x: any) { return x; }',
  'strict mode':
    'export function main() { try { (undefinedName as any) = id(1); return "sloppy"; } catch (e: any) { return e.constructor.name; } } function id(x: any) { return x; } declare let undefinedName: any;',
  'globals that are not there':
    'export function main() { return [typeof process2, typeof id, typeof globalThis, typeof Math]; } declare const process2: any; function id() { return main(); }',
  'shadowed globals':
    'export function main() { const Math = { max: (...a: any[]) => id("mine") }; const Atomics = { load: (a: any, i: any) => id(["load", a, i]) }; return [Math.max(1), Atomics.load(1, 2)]; } function id(x: any) { return x; }',
  'shadowed Array':
    'class Array2 { static from(x: any) { return id(x); } } { const Array = Array2; main2(Array); } function main2(A: any) { return A.from(1); } export function main() { const Array = Array2; return Array.from(5); } function id(x: any) { return x; }',
};
