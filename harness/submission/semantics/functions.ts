/** Functions, closures, names and lengths. Each text is the body of a function, or a module that exports `main`. */
export const functions: Readonly<Record<string, string>> = {
  'calls a declared function':
    'function f(a: number) { return g(a) + 1; } function g(a: number) { return a * 2; } return f(3);',
  hoists: 'return f(2); function f(n: number) { return id(n); } function id<T>(x: T): T { return x; }',
  recursion: 'function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); } return fib(12);',
  'mutual recursion':
    'const even = (n: number): boolean => n === 0 || odd(n - 1); const odd = (n: number): boolean => n !== 0 && even(n - 1); return [even(10), odd(7), even(3)];',
  'named function expression':
    'const f = function g(n: number): number { return n === 0 ? 0 : 1 + g(n - 1); }; return [f(5), f.name, f.length];',
  'a name inside shadows': 'const f = function g() { const h = () => typeof g; return h(); }; return f();',
  'a name inside is constant': 'const f = function g() { h(); (g as any) = 1; function h() {} }; f();',
  'inferred names':
    'const a = () => b(); let b = function () { return a; }; const o = { c: () => b(), d() { return b(); }, ["e" + 1]: () => b() }; return [a.name, b.name, o.c.name, o.d.name, (o as any).e1.name];',
  'names of defaults':
    'const { x = () => f() } = {} as any; const [y = function () { f(); }] = []; function f() {} return [x.name, y.name];',
  'names by assignment':
    'let a: any; a = () => f(); let b: any; b ??= () => f(); function f() {} return [a.name, b.name, (() => f()).name];',
  'a symbol names':
    'const s = Symbol("tag"); const o = { [s]: () => f(), [Symbol()]() { f(); } }; function f() {} return [o[s].name, Object.getOwnPropertySymbols(o).map((k) => (o as any)[k].name)];',
  lengths:
    'const f = (a: any, b: any) => g(a, b); function g(a: any, b = h(), ...c: any[]) { return h(); } function h() {} const k = ([a]: any, { b }: any, c: any) => h(); return [f.length, g.length, h.length, k.length];',
  'lengths of methods':
    'class A { m(a: any, b: any) { return this.n(a); } n(a = this.k(), b?: any) {} k() { return this.m.length; } static s(a: any) { return f(); } } function f() {} return [A.prototype.m.length, A.prototype.n.length, A.s.length, A.prototype.k.name];',
  'default parameters in order':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; function f(a = t(1), b = t(a + 1), { c = t(3), d = t(4) } = {} as any, [e = t(5)] = [] as any) { return [a, b, c, d, e]; } return [f(), f(10, undefined, { c: 7 }), log];',
  'defaults see earlier parameters':
    'function f(a: any, b = () => g(a), c = b()) { return c; } function g(x: any) { return x * 2; } return f(4);',
  'defaults in arrows':
    'const f = (a = g(1), [b, c = g(2)] = [a]) => [a, b, c]; function g(x: any) { return x; } return [f(), f(5), f(5, [6, 7])];',
  'rest parameters':
    'function f(a: any, ...rest: any[]) { return g(...rest, a); } function g(...all: any[]) { return all; } return f(1, 2, 3);',
  'rest pattern':
    'function f(...[a, b = g(9)]: any[]) { return [a, b]; } function g(x: any) { return x; } return [f(1), f(1, 2, 3)];',
  arguments:
    'function f(this: any) { g(); return [arguments.length, [...arguments], Array.from(arguments)]; } function g() {} return (f as any)(1, "b", null);',
  'arguments with defaults':
    'function f(a = g(1)) { return [a, arguments.length]; } function g(x: any) { return x; } return [f(), f(2), (f as any)(undefined, 3)];',
  'arguments in an arrow':
    'function f(this: any) { const inner = () => g(arguments[1]); return inner(); } function g(x: any) { return x; } return (f as any)(1, 2);',
  'arguments is separate':
    'function f(a: any) { a = g(5); return arguments[0]; } function g(x: any) { return x; } return f(1);',
  'this in a function is undefined': 'function f(this: any) { g(); return this; } function g() {} return (f as any)();',
  'this of call':
    'function f(this: any, a: any) { return [g(this.x), a]; } function g(x: any) { return x; } return [f.call({ x: 1 }, 2), f.apply({ x: 3 }, [4]), f.bind({ x: 5 }, 6)()];',
  'this of an arrow':
    'class A { x = 1; m() { return [1, 2].map((n) => this.k(n)); } k(n: number) { return n + this.x; } } return new A().m();',
  'this of nested arrows':
    'class A { x = 3; m() { const f = () => () => this.k(); return f()(); } k() { return this.x; } } return new A().m();',
  'an arrow keeps its this':
    'class A { x = 3; m() { return () => this.k(); } k() { return this.x; } } const o = { x: 9, k() { return 0; }, f: new A().m() }; return [o.f(), o.f.call({})];',
  'closures in a loop':
    'const fs: (() => number)[] = []; for (let i = 0; i < 3; i++) fs.push(() => id(i)); function id(x: number) { return x; } return fs.map((f) => f());',
  'closures over var':
    'const fs: (() => number)[] = []; for (var i = 0; i < 3; i++) fs.push(() => id(i)); function id(x: number) { return x; } return fs.map((f) => f());',
  'closures change their loop variable':
    'const log: number[] = []; for (let i = 0; i < 6; i++) { const step = () => { i += one(); }; step(); log.push(i); } function one() { return 1; } return log;',
  'closures in for-of':
    'const fs: any[] = []; for (const [k, v] of Object.entries({ a: 1, b: 2 })) fs.push(() => id(k + v)); function id(x: any) { return x; } return fs.map((f) => f());',
  'a counter':
    'function counter() { let n = 0; return { up: () => { n += one(); return n; }, get n() { return n; } }; } function one() { return 1; } const c = counter(); c.up(); c.up(); return [c.n, counter().n];',
  'functions in blocks':
    'let r: any; { function f() { return g(); } r = f(); } function g() { return "g"; } { function f() { return g() + 2; } r += f(); } return r;',
  'functions in switch':
    'function pick(n: number) { switch (n) { case 0: function f() { return g(); } return f(); default: return f(); } } function g() { return 7; } return [pick(0), pick(1)];',
  'a constructor function':
    'function Point(this: any, x: number) { this.x = id(x); } Point.prototype.get = function () { return id(this.x); }; function id(x: any) { return x; } const p = new (Point as any)(4); return [p.x, p.get(), p instanceof Point, p.constructor === Point];',
  'a function expression constructs':
    'const P: any = function (this: any, x: number) { this.x = id(x); }; function id(x: any) { return x; } const p = new P(4); return [p.x, p instanceof P, P.prototype.constructor === P];',
  'arrows do not construct': 'const f: any = () => g(); function g() {} return [typeof f.prototype, new f()];',
  'object methods do not construct': 'const o: any = { m() { return g(); } }; function g() {} return new o.m();',
  'class methods do not construct':
    'class A { m() { return g(); } } function g() {} return new (A.prototype as any).m();',
  'new.target':
    'function F(this: any) { g(); return { t: new.target === F }; } function g() {} return [new (F as any)().t, (F as any)().t];',
  'returning early':
    'function f(n: number) { for (const x of [1, 2, 3]) { if (g(x) === n) return "found " + x; } return "none"; } function g(x: number) { return x; } return [f(2), f(9)];',
  'immediately invoked':
    'const r = (function () { return g(); })() + (() => g())(); function g() { return 2; } return r;',
  currying:
    'const add = (a: number) => (b: number) => (c: number) => sum(a, b, c); function sum(...n: number[]) { return n.reduce((x, y) => x + y, 0); } return add(1)(2)(3);',
  'callbacks of built-ins':
    'const f = (n: number) => g(n) * 2; function g(n: number) { return n + 1; } return [[1, 2, 3].map(f), [3, 1, 2].sort((a, b) => g(a) - g(b)), "abc".replace(/b/, (m) => String(g(1)) + m), JSON.stringify({ a: 1 }, (k, v) => (g(1), v))];',
  'a function as a property':
    'function f() { return g(); } f.extra = 4; function g() { return f.extra; } return [f(), Object.keys(f)];',
  'typeof and void':
    'function f() { return g(); } function g() { return 1; } return [typeof f, typeof f(), void f(), typeof (undefined as any)?.x];',
  'reassigned function':
    'function f() { return g(1); } function g(x: number) { return x; } const before = f(); (f as any) = () => g(2); return [before, f()];',
  'parameters reassigned':
    'function f(n: number) { while (n > 0) { n -= one(); } return n; } function one() { return 1; } return f(3);',
  'arguments keep their order':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; let i = 0; const f = (...a: any[]) => a; return [f(i, i++, t(i), i, ++i, i), (t("f"), f)(t(1), t(2), t(3)), log];',
  'the callee is read first':
    'let f = (x: any) => "old" + id(x); const swap = () => { f = (x: any) => "new" + id(x); return 1; }; function id(x: any) { return x; } return [f(swap()), f(2)];',
  'the receiver is read first':
    'let o = { n: 1, m(x: any) { return this.n + id(x); } }; function id(x: any) { return x; } const swap = () => { o = { ...o, n: 10 }; return 0; }; return [o.m(swap()), o.m(0)];',
  'spread in calls':
    'const f = (...a: any[]) => g(a); function g(a: any) { return a; } return [f(...[1, 2], 3, ...new Set([4, 5]), ..."ab"), Math.max(...[1, 5, 2])];',
  'tagged templates':
    'const tag = (s: TemplateStringsArray, ...v: any[]) => [s.join("|"), s.raw.join("|"), v.map((x) => id(x))]; function id(x: any) { return x; } return tag`a${1}b\\n${id(2)}c`;',
  'template objects are kept':
    'const tag = (s: TemplateStringsArray) => id(s); function id(x: any) { return x; } const get = () => tag`x`; return [get() === get(), Object.isFrozen(get())];',
  'tagged members keep this':
    'const o = { p: ">", tag(s: TemplateStringsArray, v: any) { return this.p + id(v) + s[1]; } }; function id(x: any) { return x; } return o.tag`a${1}b`;',
  'template literals':
    'function f(n: number) { return `<${n}>`; } function g(n: number) { return f(n); } return `a${g(1)}b${`c${g(2)}`}d`;',
  'comma and void order':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; const r = (t(1), t(2), t(3)); return [r, log];',
  'generators of the program':
    'function* g(n: number) { for (let i = 0; i < n; i++) { const got: any = yield id(i); if (got) return got; } } function id(x: any) { return x; } const it = g(3); return [[...g(3)], it.next(), it.next("x"), it.next()];',
  'yield star':
    'function* a(): any { const r = yield* b(); yield r; } function* b() { yield id(1); return id(2); } function id(x: any) { return x; } return [...a()];',
  'generator methods':
    'class A { *[Symbol.iterator]() { yield this.one(); yield* [2, 3]; } one() { return id(1); } } function id(x: any) { return x; } return [...new A()];',
  'generator return and throw':
    'const log: any[] = []; function* g() { try { yield id(1); yield 2; } catch (e) { log.push("caught " + e); yield 3; } finally { log.push(id("end")); } } function id(x: any) { return x; } const i = g(); const r = [i.next(), i.throw("t"), i.return(5 as any)]; return [r, log];',
  'async functions':
    'export async function main() { const log: any[] = []; const f = async (x: number) => { log.push(id(x)); await null; log.push(x + 10); return x; }; const r = await Promise.all([f(1), f(2)]); for await (const x of [f(3), 4]) log.push(x); return [r, log]; } function id(x: any) { return x; }',
  'async errors':
    'export async function main() { const f = async () => { g(); }; function g() { throw new Error("no"); } try { await f(); } catch (e: any) { return e.message; } finally { g2(); } } function g2() {}',
  'async generators':
    'export async function main() { async function* g() { yield id(1); yield id(2); } const r: any[] = []; for await (const x of g()) r.push(x); return r; } function id(x: any) { return x; }',
  'async methods':
    'export async function main() { class A { v = 1; async m() { await null; return this.k(); } k() { return id(this.v); } static async s() { return id(2); } } return [await new A().m(), await A.s()]; } function id(x: any) { return x; }',
  'getters on objects':
    'const o = { n: 1, get v() { return id(this.n); }, set v(x) { this.n = id(x) + 1; } }; function id(x: any) { return x; } o.v = 4; o.v += 1; return [o.v, o.n];',
  'toString and valueOf':
    'const o = { valueOf() { return id(4); }, toString() { return id("s"); } }; function id(x: any) { return x; } return [+o, `${o}`, (o as any) + 1, (o as any) > 3];',
  'Symbol.toPrimitive':
    'const o = { [Symbol.toPrimitive](hint: string) { return id(hint); } }; function id(x: any) { return x; } return [`${o as any}`, (o as any) + "", Number.isNaN(+(o as any))];',
  'Proxy traps':
    'const p = new Proxy({} as any, { get: (_, k) => id(String(k)) + "!", has: () => !!id(true) }); function id(x: any) { return x; } return [p.abc, "z" in p];',
  'IIFE with arguments evaluated once':
    'let n = 0; const next = () => ++n; const pair = (a: number, b: number) => [a, b]; return [pair(next(), next()), n];',
};
