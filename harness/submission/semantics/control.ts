/** Loops, labels, exceptions, switch. */
export const control: Readonly<Record<string, string>> = {
  'while and break':
    'let n = 0; while (true) { if (inc() > 3) break; n += 1; } let k: number; function inc() { k = (k ?? 0) + 1; return k; } return n;',
  'do-while with continue':
    'let n = 0; const log: number[] = []; do { n += one(); if (n % 2) continue; log.push(n); } while (n < 5); function one() { return 1; } return log;',
  'for without parts': 'let i = 0; for (;;) { if (i++ >= lim()) break; } function lim() { return 3; } return i;',
  'for with closures in its head':
    'const fs: any[] = []; for (let i = 0, f = () => id(i); i < 2; i++) fs.push(f, () => id(i)); function id(x: any) { return x; } return fs.map((f) => f());',
  'nested labels':
    'const log: any[] = []; outer: for (let i = 0; i < 3; i++) { inner: for (let j = 0; j < 3; j++) { if (id(j) === 1) continue outer; if (i === 2) break outer; log.push([i, j]); } } function id(x: any) { return x; } return log;',
  'labelled blocks':
    'let r = 0; a: { r += id(1); if (r) break a; r = 100; } b: { c: for (;;) { r += id(1); if (r > 3) break b; continue c; } } function id(x: any) { return x; } return r;',
  'label on while':
    'let n = 0; again: while (n < 10) { n++; for (;;) { if (id(n) > 5) break again; continue again; } } function id(x: any) { return x; } return n;',
  'for-in':
    'const log: any[] = []; for (const k in { a: 1, b: 2 }) log.push(id(k)); let k2: any; for (k2 in [7, 8]) log.push(id(k2)); const o: any = {}; for (o.p in { z: 1 }) log.push(o.p); function id(x: any) { return x; } return log;',
  'for-in with label':
    'const log: any[] = []; l: for (const k in { a: 1, b: 2, c: 3 }) { for (;;) { if (k === "b") continue l; break; } log.push(id(k)); } function id(x: any) { return x; } return log;',
  'for-of kinds':
    'const log: any[] = []; for (const x of [1, 2]) log.push(id(x)); for (let x of new Set([3])) { x += 1; log.push(x); } for (const [k, v] of new Map([["a", 1]])) log.push(k, v); for (const c of "hi") log.push(c); var y: any; for (y of [9]) log.push(y); for (var z of [8]) log.push(z); const o: any = {}; for (o.p of [5]) log.push(o.p); for ([y, o.q] of [[1, 2]]) log.push(y, o.q); const arr: any[] = []; for (arr[0] of [6]) log.push(arr[0]); for ({ a: y = 7 } of [{}] as any) log.push(y); function id(x: any) { return x; } return log;',
  'for-of closes its iterator':
    'const log: any[] = []; const it = { [Symbol.iterator]() { let n = 0; return { next: () => ({ done: false, value: id(n++) }), return() { log.push("closed"); return {}; } }; } }; for (const x of it) { if (x === 2) break; } try { for (const x of it) { if (x === 1) throw new Error("e"); } } catch { log.push("caught"); } function id(x: any) { return x; } return log;',
  'for-of with continue and labels':
    'const log: any[] = []; o: for (const x of [1, 2, 3]) { for (const y of [1, 2, 3]) { if (y === 2) continue o; if (x === 3) break o; log.push(id(x * 10 + y)); } } function id(x: any) { return x; } return log;',
  'for-of shadowing':
    'const x = [1, 2]; const log: any[] = []; for (const y of x) { const x = id(y); const y2 = x; { const y = 5; log.push(y + y2); } } function id(x: any) { return x; } return log;',
  'body shadows the head':
    'const log: any[] = []; for (const x of [1]) { const x = id(2); log.push(x); } for (let i = 0; i < 1; i++) { let i = id(5); log.push(i); } function id(x: any) { return x; } return log;',
  'for-of over nothing': 'for (const x of null as any) { id(x); } function id(x: any) { return x; }',
  'for-of over a number': 'for (const x of 5 as any) { id(x); } function id(x: any) { return x; }',
  'a variable declared after the loop':
    'let go = true; const f: any[] = []; while (go) { f.push(() => { late = id(3); }); go = false; } let late = 1; f[0](); function id(x: any) { return x; } return late;',
  'var in a loop survives':
    'let r = 0; while (true) { var n: any = (n || 0) + 1; if (id(n) > 3) break; } r = n; function id(x: any) { return x; } return r;',
  'loop in a switch':
    'function f(n: number) { switch (n) { case 1: let t = 0; while (t < 3) { t += one(); } return t; case 2: { let u = 0; do u += one(); while (u < 2); return u; } default: for (const x of [7]) return id(x); } } function one() { return 1; } function id(x: any) { return x; } return [f(1), f(2), f(3)];',
  'switch falls through':
    'const log: any[] = []; switch (id(2)) { case id(1): log.push(1); case id(2): log.push(2); case id(3): log.push(3); break; default: log.push("d"); } switch (id(9)) { default: log.push("d"); case 1: log.push(1); } function id(x: any) { return x; } return log;',
  'switch in a loop with continue':
    'const log: any[] = []; for (let i = 0; i < 4; i++) { switch (id(i)) { case 1: continue; case 3: break; default: log.push(i); } log.push("e" + i); } function id(x: any) { return x; } return log;',
  'try catch finally':
    'const log: any[] = []; function f(n: number) { try { log.push(id("t")); if (n === 1) throw new Error("x"); if (n === 2) return "r"; } catch (e: any) { log.push(e.message); return id("c"); } finally { log.push(id("f")); } return "end"; } function id(x: any) { return x; } return [f(0), f(1), f(2), log];',
  'finally overrides':
    'function f() { try { return id(1); } finally { return id(2); } } function g() { for (;;) { try { return id(1); } finally { break; } } return "after"; } function id(x: any) { return x; } return [f(), g()];',
  'return value is taken before finally':
    'function f() { let x = 1; try { return id(x); } finally { x = id(2); } } function id(x: any) { return x; } return f();',
  'catch patterns':
    'function f() { try { throw { a: 1, b: [2, 3] }; } catch ({ a, b: [c, d = id(9)], z = id(8) }: any) { return [a, c, d, z]; } } function id(x: any) { return x; } return f();',
  'catch without binding': 'try { id(1); throw 1; } catch { return id("c"); } function id(x: any) { return x; }',
  'nested try':
    'const log: any[] = []; try { try { thrower("a"); } finally { log.push("f1"); try { thrower("b"); } catch (e) { log.push(e); } } } catch (e) { log.push(e); } function thrower(x: any) { throw x; } return log;',
  'errors pass through':
    'function f() { try { g(); } finally { h(); } } function g() { throw new RangeError("deep"); } function h() {} f();',
  'throw in a callback':
    '[1, 2].forEach((x) => { if (id(x) === 2) throw new Error("at " + x); }); function id(x: any) { return x; }',
  'if chains':
    'function f(n: number) { if (id(n) === 1) return "a"; else if (id(n) === 2) return "b"; else return "c"; } function id(x: any) { return x; } return [f(1), f(2), f(3)];',
  'single statements as bodies':
    'let n = 0; for (let i = 0; i < 3; i++) if (id(i)) n += i; else n += 10; while (n > 5) n -= id(2); if (n) for (const x of [1]) n += x; else n = 0; function id(x: any) { return x; } return n;',
  'conditional and logical':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; return [t(0) || t(1), t(0) && t(2), t(null) ?? t(3), t(1) ? t(4) : t(5), log];',
  'logical assignment':
    'const log: any[] = []; const t = (x: any) => { log.push(x); return x; }; let a: any = 0, b: any = 1, c: any = null; a ||= t(1); b &&= t(2); c ??= t(3); a ||= t(4); const o: any = { p: 0, q: 5 }; o.p ||= t(6); o.q ??= t(7); const arr: any[] = [0, 1]; arr[t(0)] ||= t(8); arr[1] ??= t(9); return [a, b, c, o, arr, log];',
  'deep nesting of loops':
    'let n = 0; for (let i = 0; i < 3; i++) for (const j of [1, 2]) { let k = 0; while (k < 2) { do { n += id(1); } while (false); k++; } } function id(x: any) { return x; } return n;',
  'exponent and precedence':
    'const f = (n: number) => id(n); function id(x: any) { return x; } let a = 2; a **= f(3); return [f(2) ** f(3) ** f(2), (-f(2)) ** 2, a, 1 + f(2) * 3, !f(0), -f(1), typeof f(1), f(1) < f(2) === true, f(5) % 3];',
  'bit operations and shifts':
    'let a = 0b1010; const f = (n: number) => id(n); function id(x: any) { return x; } a &= f(6); a |= f(1); a ^= f(7); a <<= f(3); a >>= f(1); a >>>= f(0); return [a, ~f(1), f(-1) >>> 28];',
  'in and instanceof':
    'const k = (x: any) => id(x); function id(x: any) { return x; } return [k("a") in k({ a: 1 }), k([]) instanceof k(Array), !(k("b") in {})];',
  delete:
    'const o: any = { a: 1, b: { c: 2 } }; const k = () => "a"; const r = [delete o[k()], delete o.b.c, delete o?.b, delete o?.zz?.y, delete (o.none)]; return [r, o];',
  'delete what cannot be': 'const o = Object.freeze({ a: 1 }); function k() { return "a"; } delete (o as any)[k()];',
  'new with arguments':
    'class A { a: any; constructor(...a: any[]) { this.a = a; } } const pick = () => A; function id(x: any) { return x; } return [new A(id(1), ...[2]).a, new (pick())(3).a, new A().a, new ({ B: A }.B)(4).a];',
  'debugger and empty': ';;; { } debugger; id(1); function id(x: any) { return x; } return "ok";',
  'early exit of nested finally':
    'const log: any[] = []; function f() { for (const x of [1, 2]) { try { try { if (id(x)) return log.push("r" + x); } finally { log.push("a"); } } finally { log.push("b"); } } } function id(x: any) { return x; } f(); return log;',
  'errors have the right type':
    'const r: any[] = []; const tries = [() => (undefined as any).x(), () => (null as any)[f()], () => (1 as any)(), () => { f().y.z; }, () => new (f() as any)(), () => ({} as any).m(), () => { (f() as any).p = 1; }, () => { const c: any = 1; c(f()); }, () => { (undefined as any)[f()] = 1; }]; function f(): any { return undefined; } for (const t of tries) { try { t(); } catch (e: any) { r.push(e.constructor.name); } } return r;',
  'not a function: name': 'const o: any = {}; return o.foo(f()); function f() { return 1; }',
  'not a function: variable': 'const foo: any = 1; return foo(f()); function f() { return 1; }',
  'not a function: undefined receiver': 'const o: any = undefined; return o.foo(f()); function f() { return 1; }',
  'not defined': 'return nowhere(f()); function f() { return 1; } declare const nowhere: any;',
  'temporal dead zone': 'f(); const late = 1; function f() { return id(late); } function id(x: any) { return x; }',
  'assignment to a constant': 'const c = 1; f(); (c as any) = f(); function f() { return 2; }',
};
