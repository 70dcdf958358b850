/** Members, destructuring, spread, optional chains. */
export const data: Readonly<Record<string, string>> = {
  'element reads and writes':
    'const a = [1, 2, 3]; const i = (n: number) => id(n); function id(x: any) { return x; } a[i(0)] = a[i(1)]! + a[i(2)]!; a[i(1)] += i(10); a[i(2)]++; --a[i(0)]; a[i(3)] = i(7); return [a, a[i(9)], a["length"], (a as any)["1"]];',
  'postfix returns the old value':
    'const a: any[] = [1, "2", 3n]; let i = 0; const k = () => i++; return [a[k()]++, a[k()]++, a[k()]++, a, ++a[0], a[0]--, i];',
  'compound keys once':
    'let n = 0; const k = () => { n++; return "x"; }; const o: any = { x: 1 }; o[k()] += 2; o[k()] **= 2; o[k()]++; o[k()] ??= 5; return [o, n];',
  'compound reads left first':
    'const a: any[] = [1]; const f = () => { a[0] = 100; return 1; }; a[0] += f(); return a;',
  'assignment order':
    'const log: any[] = []; const t = (x: any, v: any) => { log.push(x); return v; }; const o: any = {}; t("o", o)[t("k", "p")] = t("v", 1); t("o", o).q = t("v", 2); return [o, log];',
  'assignment returns the value':
    'const a = [0]; const b = new Uint8Array(1); const k = () => 0; return [a[k()] = 300, b[k()] = 300, b[0], (a[k()] = b[k()] = 7)];',
  'chained assignment':
    'let a: any, b: any; const o: any = {}; a = b = o.x = o[k()] = f(); function f() { return 4; } function k() { return "y"; } return [a, b, o];',
  'string and symbol keys':
    'const s = Symbol("k"); const o: any = { a: 1, [s]: 2, 3: 4 }; const k = (x: any) => id(x); function id(x: any) { return x; } return [o[k("a")], o[k(s)], o[k(3)], o[k("3")], "abc"[k(1)], o[k("none")]];',
  'key objects':
    'const o: any = { x: 1 }; const k = { toString: () => id("x") }; function id(x: any) { return x; } return [o[k as any], (o[k as any] = 5), o];',
  'setters and getters by key':
    'const log: any[] = []; const o = { set v(x: any) { log.push(["set", id(x)]); }, get v() { log.push("get"); return 1; } }; const k = () => "v" as const; o[k()] = 2; o[k()] += 3; function id(x: any) { return x; } return log;',
  'writing to frozen': 'const a = Object.freeze([1]); const k = () => 0; (a as any)[k()] = 2;',
  'reading through null': 'const o: any = null; const k = () => "p"; return o[k()];',
  'array destructuring':
    'const f = (x: any) => id(x); function id(x: any) { return x; } const [a, , b = f(3), [c, d = f(4)] = [f(5)], ...rest] = f([1, 2, undefined, undefined, 6, 7]); return [a, b, c, d, rest];',
  'array destructuring of iterators':
    'function* g() { yield 1; yield 2; log.push("too far"); } const log: any[] = []; const [a, b] = g(); const [c, ...d] = new Set([1, 2, 3]); const [e] = "xy"; const [] = [f()]; function f() {} return [a, b, c, d, e, log];',
  'holes at the end': 'const f = () => [1, 2, 3]; const [, , c, ,] = f(); const [, ,] = f(); return c;',
  'object destructuring':
    'const f = (x: any) => id(x); function id(x: any) { return x; } const k = "z"; const { a, b: { c = f(1) } = {} as any, [k]: z, d = f(2), ...rest } = f({ a: 5, z: 6, y: 7, x: 8 }); return [a, c, z, d, rest];',
  'destructuring parameters':
    'function f({ a, b = g(2) }: any, [c, ...d]: any, { e: { h } = { h: g(5) } }: any = {}) { return [a, b, c, d, h]; } function g(x: any) { return x; } return [f({ a: 1 }, [3, 4, 5]), f({ a: 1, b: 0 }, "xyz", { e: { h: 9 } })];',
  'destructuring assignment':
    'let a: any, b: any; const o: any = {}; [a, b = f(2), o.p, o[k()]] = [1, undefined, 3, 4]; ({ a: b, ...o.rest } = { a: 7, q: 8 } as any); function f(x: any) { return x; } function k() { return "key"; } return [a, b, o];',
  'swapping elements':
    'const a = [1, 2, 3]; const i = (n: number) => n; [a[0], a[i(2)]] = [a[i(2)]!, a[0]!]; return a;',
  'swapping variables': 'let a = 1, b = 2; [a, b] = [b, f(a)]; function f(x: any) { return x + 10; } return [a, b];',
  'destructuring value':
    'let a: any; const src = [f(1), 2]; const r = ([a] = src); function f(x: any) { return x; } return [r === src, a];',
  'destructuring null': 'const { a } = f(); function f(): any { return null; } return a;',
  'destructuring what does not iterate': 'const [a] = f(); function f(): any { return {}; } return a;',
  'defaults are lazy':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; const [a = t(1), b = t(2)] = [5]; const { c = t(3), d = t(4) } = { c: 6 } as any; return [a, b, c, d, log];',
  'spread in literals':
    'const f = (x: any) => id(x); function id(x: any) { return x; } return [[...f([1]), 2, ...f("ab"), , ...new Set([3])], { ...f({ a: 1 }), b: 2, ...null, ...f([9]) }];',
  'spread of what does not iterate': 'return [...f()]; function f(): any { return {}; }',
  'optional chains':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; const o: any = { a: { m(x: any) { return [this === o.a, t(x)]; }, n: null, k: [1, 2] } }; return [o?.a?.m(1), o.b?.m(t(2)), o.a.n?.(t(3)), o.a?.k?.[t(1)], o.b?.[t("no")], o.a.m?.(4), o.b?.c.d.e(t(9)), o?.a.k[0], log];',
  'optional call keeps this':
    'const o: any = { v: 3, m() { return id(this.v); }, get self() { return this; } }; const k = "m"; function id(x: any) { return x; } return [o.m?.(), o?.m(), o[k]?.(), o?.[k](), o.self?.m?.(), o?.self.m()];',
  'optional on functions':
    'const f: any = (x: any) => id(x); const g: any = null; function id(x: any) { return x; } return [f?.(1), g?.(f(2)), f?.(3)?.toFixed?.(1), g?.x.y];',
  'optional: not a function': 'const o: any = { m: 1 }; return o?.m(f()); function f() {}',
  'long chains':
    'const b: any = { v: [] as any[], add(x: any) { this.v.push(id(x)); return this; }, done() { return this.v; } }; function id(x: any) { return x; } return b.add(1).add(2).add(b.v.length).done().map((x: number) => x * 2).join("-").split("-").at(-1);',
  'nested calls':
    'const f = (a: any, b?: any): any => (b === undefined ? a : [a, b]); return f(f(f(1), f(2)), f(f(3, f(4)), 5));',
  'method on a literal':
    'const k = () => "b"; return [[1, 2].concat([3])[1], "abc".toUpperCase()[k().length], { b: (x: any) => x }[k() as "b"](4), (1.5).toFixed(1), [3, 4][k().length], /b(.)/.exec("abc")![1]];',
  'call through parentheses':
    'const o = { v: 1, m() { return this?.v; } }; function id(x: any) { return x; } return [(o.m)(), (0, o.m)(), (id(1), o).m(), (o as any)["m"]()];',
  'computed call':
    'const o: any = { v: 2, m(x: any) { return this.v + x; } }; const k = () => "m"; return [o[k()](1), [() => f(5)][0]!(), o["m"](3)]; function f(x: any) { return x; }',
  'getter evaluated once for a call':
    'let n = 0; const o = { get m() { n++; return (x: any) => f(x); } }; const r = o.m(f(1)); function f(x: any) { return x; } return [r, n];',
  'array methods with callbacks':
    'const f = (x: number) => x + 1; const g = (x: number) => f(x); return [[1, 2].map(g), [1, 2, 3].filter((x) => g(x) > 2), [1, 2].reduce((a, b) => a + g(b), 0), [1, 2].some((x) => g(x) === 3), [1, 2].every((x) => g(x) > 1), [5, 6].find((x) => g(x) === 7), [5, 6].findIndex((x) => g(x) === 7), [[1], [2]].flatMap((x) => x.map(g)), Array.from([1, 2], g), [3, 1, 2].sort((a, b) => g(a) - g(b)), [1, 2].reduceRight((a, b) => a + "" + g(b), ""), [1, 2].findLast((x) => g(x) > 0)];',
  'sparse arrays':
    'const log: any[] = []; [1, , 3].forEach((x, i) => log.push([t(x), i])); function t(x: any) { return x; } return [log, [1, , 3].map((x) => t(x)).length, 1 in [1, , 3].map((x) => t(x))];',
  'callback arguments and this':
    'const seen: any[] = []; [7].forEach(function (this: any, ...a: any[]) { seen.push(this.t, a.length, a[1], id(a[2].length)); }, { t: 1 }); function id(x: any) { return x; } return seen;',
  'Map and Set callbacks':
    'const log: any[] = []; new Map([["a", 1]]).forEach((v, k) => log.push(id(k), id(v))); new Set([2]).forEach((v) => log.push(id(v))); function id(x: any) { return x; } return log;',
  'not a callback': '[1].map(f() as any); function f() { return 3; }',
  'reduce of nothing': '[].reduce((a, b) => f(a)); function f(x: any) { return x; }',
  'sort is stable and handles undefined':
    'return [[3, undefined, 1, 2, undefined].sort((a, b) => cmp(a!, b!)), ["b", "a", "c"].sort(), [5, 1, 4].sort((a, b) => cmp(b, a)), ["a1", "b0", "c1", "d0"].sort((x, y) => cmp(+x[1]!, +y[1]!))]; function cmp(a: number, b: number) { return a - b; }',
  'call and apply of program functions':
    'function f(this: any, ...a: any[]) { return [this?.v, ...a.map((x) => id(x))]; } function id(x: any) { return x; } return [f.call({ v: 1 }, 2, 3), f.apply({ v: 4 } as any, [5, 6] as any), f.call(undefined), Reflect.apply(f, { v: 7 }, [8]), f.bind({ v: 9 }, 1)(2), Math.max.apply(null, [1, 2])];',
  'apply with bad arguments': 'function f() { return g(); } function g() {} f.apply(null, 5 as any);',
  'bigint and numbers':
    'const a = new BigInt64Array(2); const k = () => 1; a[k()] = 5n; a[k()] += 3n; a[k()]++; return [a[1], a[k()] ** 2n, typeof a[0]];',
  'writing a wrong type': 'const a = new BigInt64Array(1); const k = () => 0; (a as any)[k()] = 1;',
  'typed arrays not shared':
    'const a = new Int32Array(4); const k = (n: number) => n; a[k(0)] = 1.9; a[k(1)] = 2 ** 33 + 5; a.set([7, 8], 2); for (const x of a) id(x); function id(x: any) { return x; } return [[...a], a.slice(1, 3).join(), a.indexOf(7), Array.from(a.subarray(2)), a.map((x) => id(x) + 1).reduce((x, y) => x + y), a[k(9)], a.fill(k(3), 1, 2)[1]];',
  'dates, regexps, json':
    'const f = (x: any) => id(x); function id(x: any) { return x; } return [new Date(f(0)).toISOString(), "a-b".split(f("-")), JSON.parse(f("[1]"), (k, v) => f(v)), [..."a1b2".matchAll(/\\d/g)].map((m) => m[f(0)])];',
  'comma in element': 'const a = [1, 2]; return a[f(0), f(1)]; function f(x: any) { return x; }',
  'unicode and escapes':
    'const é = (x: any) => id(x); const o = { "a b": 1, ünï: 2 }; function id(x: any) { return x; } return [é("\\u{1F600}"), o["a b"], o.ünï, `\\``, "\\"", "\\n"];',
};
