/** Classes. */
export const classes: Readonly<Record<string, string>> = {
  'fields and methods':
    'class A { x = 1; y; z = this.x + 1; constructor(y: number) { this.y = y; } sum() { return id(this.x + this.y! + this.z); } declare q: number } interface A { y?: number } function id(n: number) { return n; } return [new A(5).sum(), Object.keys(new A(1))];',
  'private members':
    'class A { #x = 1; #m(n: number) { return this.#k() + n; } #k() { return id(this.#x); } get v() { return this.#m(1); } up() { this.#x += 2; this.#x++; return this.#m(10); } has(o: object) { return #x in o; } } function id(n: number) { return n; } const a = new A(); return [a.v, a.up(), a.has(a), a.has({})];',
  'private methods as values':
    'class A { #m(a: any, b: any) { return id([this instanceof A, a]); } get f() { return this.#m; } get same() { return this.#m === this.#m; } } function id(n: any) { return n; } const a = new A(); return [a.f.call(a, 3, 4), a.f.length, a.f.name, a.same];',
  'private getters':
    'class A { #v = 2; get #twice() { return id(this.#v * 2); } set #twice(n: number) { this.#v = id(n); } m() { this.#twice = 5; this.#twice += 1; return [this.#twice, this.#v]; } get g() { return this.#twice; } } function id(n: number) { return n; } const a = new A(); return [a.m(), a.g];',
  'private static':
    'class A { static #n = 0; static #next() { return id(++A.#n); } static make() { return [A.#next(), this.#next()]; } } function id(n: number) { return n; } return A.make();',
  'private on a wrong object':
    'class A { #m() { return id(1); } call(o: any) { return o.#m(); } } function id(n: any) { return n; } try { return new A().call({}); } catch (e) { return e instanceof TypeError; }',
  'private optional':
    'class A { #v = { f: (x: any) => id(x) }; next?: A; m() { return [this.next?.#v.f(1), this?.#v?.f(2)]; } } function id(n: any) { return n; } return new A().m();',
  'private function field':
    'class A { #f = (x: number) => id(x) + this.k; k = 3; m() { return this.#f(1); } } function id(n: any) { return n; } return new A().m();',
  'inheritance and super':
    'class A { v = 1; m(x: number) { return id(this.v + x); } get g() { return id("A"); } static s() { return id("s"); } } class B extends A { override m(x: number) { return super.m(x) * 10; } override get g() { return super.g + "B"; } static override s() { return super.s() + "t"; } } function id(n: any) { return n; } const b = new B(); return [b.m(2), b.g, B.s()];',
  'super in arrows':
    'class A { m() { return id(1); } } class B extends A { override m() { const f = () => super.m(); return f() + 1; } } function id(n: any) { return n; } return new B().m();',
  'super computed':
    'const k = "m"; class A { m(x: any) { return id(x); } } class B extends A { override m(x: any) { return super[k](x) + super["m"](1); } } function id(n: any) { return n; } return new B().m(5);',
  'super assignment':
    'class A {} class B extends A { m() { super.z = id(4); return (this as any).z; } } function id(n: any) { return n; } return new B().m();',
  constructors:
    'class A { log: any[] = []; constructor(n: number) { for (let i = 0; i < n; i++) this.add(i); } add(x: any) { this.log.push(id(x)); } } class B extends A { constructor() { super(id(2)); this.add("b"); } } function id(n: any) { return n; } return new B().log;',
  'constructor returns another':
    'class A { constructor() { return id({ other: true }) as any; } } function id(n: any) { return n; } return new A();',
  'implicit constructor':
    'class A { constructor(...a: any[]) { this.a = id(a); } a: any } class B extends A { f = id(9) } function id(n: any) { return n; } const b = new B(1, 2); return [b.a, b.f];',
  'arrow before super':
    'class A { f: any; constructor(f: any) { this.f = f; } } class B extends A { v = 4; constructor() { super(() => this.get()); } get() { return id(this.v); } } function id(n: any) { return n; } return new B().f();',
  'arrow after super':
    'class A {} class B extends A { f: any; constructor() { super(); this.f = () => this.get(); } get() { return id(4); } } function id(n: any) { return n; } return [new B().f(), new B().f.name];',
  'parameter properties':
    'class A { constructor(private readonly a: number, public b = id(2), protected c?: number) {} sum() { return id(this.a + this.b); } } function id(n: any) { return n; } return [new A(1).sum(), Object.keys(new A(1, 3))];',
  'parameter properties with super':
    'class A { constructor(readonly x: number) {} } class B extends A { y = this.x + 1; constructor(readonly z: number) { super(z * 2); } all() { return id([this.x, this.y, this.z]); } } function id(n: any) { return n; } return new B(3).all();',
  'static blocks and order':
    'const log: any[] = []; class A { static a = t("a"); static { t("block " + this.name); } static b = t(A.a + "b"); [t("key")] = t("field"); static m() { return t("m"); } static { A.m(); } } function t(x: any) { log.push(x); return x; } new A(); return log;',
  'static fields and this':
    'class A { static n = 1; static next() { return id(this.n++); } } class B extends A {} function id(n: any) { return n; } return [A.next(), A.next(), B.next(), B.next(), A.n, Object.hasOwn(B, "n")];',
  'computed names once':
    'let n = 0; const key = () => "k" + n++; class A { [key()]() { return id(1); } static [key()]() { return id(2); } get [key()]() { return id(3); } [key()] = 4 } function id(x: any) { return x; } const a: any = new A(); return [a.k0(), (A as any).k1(), a.k2, a.k3, n, a.k0.name];',
  'symbol methods':
    'const s = Symbol("s"); class A { [s](x: number) { return id(x); } static [Symbol.hasInstance](v: any) { return id(v === 1); } } function id(x: any) { return x; } return [new A()[s](3), (1 as any) instanceof A, A.prototype[s].name];',
  accessors:
    'class A { #v = 1; get v() { return id(this.#v); } set v(x) { this.#v = id(x); } static get s() { return id("s"); } } function id(x: any) { return x; } const a = new A(); a.v = 5; a.v++; a.v += 2; return [a.v, A.s];',
  'accessor keyword':
    'class A { accessor v = id(1); static accessor s = 2; m() { this.v += 2; A.s++; return [this.v, A.s]; } } function id(x: any) { return x; } return [new A().m(), Object.keys(new A()), "v" in A.prototype];',
  'attributes of methods':
    'class A { m() { return id(1); } static s() { return id(2); } leaf() { return 3; } } function id(x: any) { return x; } const d = Object.getOwnPropertyDescriptor(A.prototype, "m")!; return [d.writable, d.enumerable, d.configurable, Object.keys(A.prototype), Object.getOwnPropertyNames(A.prototype), Object.getOwnPropertyNames(A).sort(), typeof d.value.prototype];',
  'methods replaced':
    'class A { m() { return id(1); } } function id(x: any) { return x; } A.prototype.m = function () { return id(2); }; const a = new A(); const r = [a.m()]; a.m = () => id(3); r.push(a.m()); return r;',
  'duplicate members':
    'const m = "m", m2 = "m2"; class A { [m]() { return id(1); } [m2]() { return id(1); } get [m2]() { return () => id(2); } [m]() { return id(3); } } function id(x: any) { return x; } const a: any = new A(); return [a.m(), a.m2()];',
  'class expressions':
    'const A = class B { m() { return [id(B === A), B.name]; } }; const C = class { static n = id(this.name); m() { return id(1); } }; function id(x: any) { return x; } return [new A().m(), C.name, C.n, (class { m() { id(1); } }).name];',
  mixins:
    'const Counted = <T extends new (...a: any[]) => object>(Base: T) => class extends Base { n = 0; up() { this.n += one(); return this.n; } }; class A { base() { return one(); } } class B extends Counted(A) { twice() { this.up(); return this.up() + this.base(); } } function one() { return 1; } return new B().twice();',
  'extends evaluated once':
    'let n = 0; const base = () => { n++; return class { m() { return id(n); } }; }; class A extends base() {} function id(x: any) { return x; } return [new A().m(), new A().m(), n];',
  'extends null and built-ins':
    'class E extends Error { constructor(m: string) { super(id(m)); this.name = "E"; } } class L extends Array<number> { sum() { let s = 0; for (const x of this) s += id(x); return s; } } function id(x: any) { return x; } const e = new E("m"); const l = L.from([1, 2, 3]) as L; return [String(e), e instanceof Error, l.sum(), l.map((x) => x * 2) instanceof L];',
  'abstract classes':
    'abstract class A { abstract v(): number; twice() { return this.v() * 2; } } class B extends A { v() { return id(4); } } function id(x: any) { return x; } return new B().twice();',
  overloads:
    'class A { m(a: string): string; m(a: number): number; m(a: any) { return id(a); } } function f(a: string): void; function f(a: number): void; function f(a: any) { return id(a) as any; } function id(x: any) { return x; } return [new A().m(1), f("x" as any)];',
  'methods passed around':
    'class A { v = 1; m() { return id(this === undefined); } bound = this.get.bind(this); get() { return id(this.v); } } function id(x: any) { return x; } const { m } = new A(); const a = new A(); return [m(), a.bound(), [1].map(a.bound)];',
  'fields with functions':
    'class A { v = 2; f = () => this.g(); static h = () => id(A.name); g() { return id(this.v); } k = function (this: any) { return id(this.v); }; } function id(x: any) { return x; } const a = new A(); const { f } = a; return [f(), A.h(), a.k(), a.f.name, A.h.name, a.k.name];',
  'fields with loops inside':
    'class A { all = [3, 4].map((x) => id(x)); first = this.all[0]! + id(1); idx = [0, 1][id(1)]; } function id(x: any) { return x; } const a = new A(); return [a.all, a.first, a.idx];',
  'toString of instances':
    'class A { toString() { return id("A!"); } [Symbol.toPrimitive]() { return id("prim"); } } function id(x: any) { return x; } return [`${new A()}`, String(new A()), new A() + "", new A().toString()];',
  'calling a class': 'class A { m() { return id(1); } } function id(x: any) { return x; } return (A as any)();',
  'instanceof and constructor':
    'class A { make() { return new (this.constructor as any)(); } } class B extends A { k() { return id(1); } } function id(x: any) { return x; } return new B().make() instanceof B;',
  'private names nested':
    'class A { #x = 1; m() { const outer = this; class B { #x = 2; n() { return id([this.#x, outer.k()]); } } return new B().n(); } k() { return this.#x; } } function id(x: any) { return x; } return new A().m();',
  'linked nodes':
    'class Node2 { next: Node2 | null = null; constructor(public v: number) {} } class List { head: Node2 | null = null; add(v: number) { const n = new Node2(v); n.next = this.head; this.head = n; return this; } *[Symbol.iterator]() { for (let n = this.head; n; n = n.next) yield n.v; } sum() { let s = 0; for (const v of this) s += v; return s; } } const l = new List().add(1).add(2).add(3); return [l.sum(), [...l]];',
  'getter on prototype chain':
    'class A { get v() { return this.k(); } k() { return id(1); } } class B extends A { override k() { return id(2); } } function id(x: any) { return x; } return [new A().v, new B().v, Reflect.get(A.prototype, "v", new B())];',
  'object super':
    'const base = { m() { return id("base"); } }; const o = { __proto__: base, m() { return super.m() + "+"; }, ["n"]() { return id(3); } } as any; function id(x: any) { return x; } return [o.m(), o.n(), Object.keys(o)];',
  'object methods overwritten':
    'const o = { m() { return id(1); }, ...{ m: () => id(2) } }; function id(x: any) { return x; } return o.m();',
  'object __proto__ method':
    'const o: any = { __proto__() { return id(1); } }; function id(x: any) { return x; } return [Object.hasOwn(o, "__proto__"), Object.getPrototypeOf(o) === Object.prototype];',
};
