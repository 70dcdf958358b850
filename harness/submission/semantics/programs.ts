/** Small random programs that end, log what they do, and use what the rewriting touches. */
import fc from 'fast-check';

/** What every program has around it: a logging function that also bounds the work, and some state. */
const FRAME = (body: string, rest: string): string => `
export function main() {
  let fuel = 300; const log = []; const mem = new Int32Array(new SharedArrayBuffer(32)); const arr = [1, 2, 3, 4];
  let a = 1, b = 2, c = "s"; const o = { p: 1, m(x) { return t(x) + this.p; }, get g() { return t(7); }, n: null };
  class K { #v = 1; v = 2; #up(x) { this.#v += t(x); return this.#v; } up(x) { return this.#up(x) + this.v; } get w() { return this.#up(1); } static s(x) { return t(x); } }
  const k = new K();
  function t(x) { if (fuel-- < 0) throw new RangeError("fuel"); log.push(typeof x === "object" ? "object" : typeof x === "function" ? "function" : String(x)); return x; }
  function f(x) { ${rest} }
  function* gen(n) { for (let i = 0; i < (n & 3); i++) yield t(i); }
  let result, error;
  try { result = (() => { ${body} })(); } catch (e) { error = e.constructor.name + ": " + e.message.replace(/.* is not (a function|iterable).*/s, "not $1"); }
  return { result: typeof result === "object" || typeof result === "function" ? typeof result : String(result), error, log, a: String(a), b: String(b), c: String(c), arr: arr.map(String), mem: [...mem], p: String(o.p), w: String(k.v) };
}`;

const NAMES = fc.constantFrom('a', 'b', 'c');
const OPERATORS = fc.constantFrom('+', '-', '*', '|', '&', '^', '===', '<', '??', '||', '&&');
const UPDATES = fc.constantFrom('+=', '-=', '|=', '=', '??=', '&&=', '||=');

const { expression, block } = fc.letrec<{ expression: string; statement: string; block: string }>((tie) => {
  const e = tie('expression');
  const build = (parts: fc.Arbitrary<string>[], text: (...parts: string[]) => string): fc.Arbitrary<string> =>
    fc.tuple(...parts).map((found) => text(...found));
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
      fc.constantFrom(
        '0',
        '1',
        '2',
        '"x"',
        'null',
        'undefined',
        'a',
        'b',
        'c',
        'o.p',
        'o.g',
        'k.w',
        'arr.length',
        'this',
      ),
      build([e], (x) => `t(${x})`),
      build([e], (x) => `f(${x})`),
      build([OPERATORS, e, e], (op, x, y) =>
        op === '??' || op === '||' || op === '&&' ? `((${x}) ${op} (${y}))` : `(${x} ${op} ${y})`,
      ),
      build([e, e, e], (x, y, z) => `(${x} ? ${y} : ${z})`),
      build([NAMES, UPDATES, e], (n, op, x) => `(${n} ${op} ${x})`),
      build([NAMES], (n) => `${n}++`),
      build([e], (x) => `arr[(${x}) & 3]`),
      build([e, UPDATES, e], (x, op, y) => `(arr[(${x}) & 3] ${op} ${y})`),
      build([e], (x) => `mem[(${x}) & 3]`),
      build([e, UPDATES, e], (x, op, y) => `(mem[(${x}) & 3] ${op} ${y})`),
      build([e], (x) => `mem[(${x}) & 3]++`),
      build([e, e], (x, y) => `Atomics.add(mem, (${x}) & 3, ${y})`),
      build([e, e, e], (x, y, z) => `Atomics.compareExchange(mem, (${x}) & 3, ${y}, ${z})`),
      build([UPDATES, e], (op, x) => `(o.p ${op} ${x})`),
      build([e], (x) => `o.m(${x})`),
      build([e], (x) => `o?.m?.(${x})`),
      build([e], (x) => `o.n?.[${x}].q(${x})`),
      build([e], (x) => `k.up(${x})`),
      build([e], (x) => `K.s(${x})`),
      build([e, e], (x, y) => `((x) => ${x} + x)(${y})`),
      build([e, e], (x, y) => `(${x}, ${y})`),
      build([e, e], (x, y) => `[${x}, ...[${y}]].map((x) => t(x)).length`),
      build([e, e], (x, y) => `([a, b = ${x}] = [${y}], a)`),
      build([e], (x) => `\`<\${${x}}>\``),
      build([e], (x) => `[...gen(${x})].length`),
      build([e, e], (x, y) => `o[${x}](${y})`),
      build([tie('block')], (x) => `(function () { ${x} }).call(o)`),
    ),
    statement: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      build([e], (x) => `t(${x});`),
      build([e], (x) => `return ${x};`),
      build([e], (x) => `if (${x}) throw new Error("e" + ${x});`),
      build([e, tie('block'), tie('block')], (x, y, z) => `if (${x}) { ${y} } else { ${z} }`),
      build([tie('block')], (x) => `for (let i = 0; t(i) < 3; i++) { const own = () => i; ${x} t(own()); }`),
      build([e, tie('block')], (x, y) => `while (t(${x})) { ${y} if (t(a) !== 1) break; }`),
      build([tie('block'), e], (x, y) => `do { ${x} } while (t(${y}) === 1);`),
      build([e, tie('block')], (x, y) => `for (const x of [${x}, 2]) { t(x); ${y} }`),
      build([tie('block')], (y) => `for (const x of mem.subarray(0, 2)) { t(x); ${y} }`),
      build(
        [tie('block'), e],
        (y, x) =>
          `(() => { outer: for (const x of gen(3)) { for (const y of "ab") { if (${x}) continue outer; ${y} if (t(y) === a) break outer; } } })();`,
      ),
      build(
        [tie('block'), tie('block'), tie('block')],
        (x, y, z) => `try { ${x} } catch (e) { t("caught"); ${y} } finally { ${z} }`,
      ),
      build(
        [e, tie('block'), tie('block')],
        (x, y, z) => `switch (${x}) { case t(1): ${y} case 2: { ${z} break; } default: t("d"); }`,
      ),
      build(
        [e, e],
        (x, y) => `{ const { q = ${x}, ...r } = { s: ${y} }; let [u, v = t(q)] = [1]; t(u); t(v); t(r.s); }`,
      ),
      build([tie('block'), e], (x, y) => `{ function g(z = t(1), [w] = [${y}]) { ${x} return t(w); } t(g()); }`),
      build([e], (x) => `for (const key in { x: ${x}, y: 2 }) t(key);`),
    ),
    block: fc
      .array(tie('statement'), { minLength: 1, maxLength: 3, depthIdentifier: 'block' })
      .map((all) => all.join(' ')),
  };
});

export const programs: fc.Arbitrary<string> = fc
  .tuple(block, expression)
  .map(([body, rest]) => FRAME(body, `if (fuel-- < 100) return x; return ${rest};`));
