/** Shared memory, used by one task alone: the same as any memory. */
const MEMORY = 'const memory = new Int32Array(new SharedArrayBuffer(32)); const id = (x: any) => x; ';
const cases: Readonly<Record<string, string>> = {
  atomics:
    'return [Atomics.store(memory, 0, 5), Atomics.load(memory, 0), Atomics.add(memory, 0, 2), Atomics.sub(memory, 0, 1), Atomics.exchange(memory, 0, 9), Atomics.compareExchange(memory, 0, 9, 3), Atomics.compareExchange(memory, 0, 9, 4), Atomics.or(memory, 0, 12), Atomics.and(memory, 0, 6), Atomics.xor(memory, 0, 1), memory[0], Atomics.notify(memory, 0), Atomics.notify(memory, 0, 1), Atomics.isLockFree(4), Atomics.wait(memory, 0, 99), Atomics.wait(memory, 0, memory[0]!, 0)];',
  'atomics with busy arguments':
    'let i = 0; const k = () => i++; return [Atomics.add(memory, k(), k()), Atomics.load(id(memory), id(0)), Atomics.compareExchange(memory, i - i, Atomics.load(memory, 0), k()), memory[0], i];',
  'aliased atomics':
    'const { load, store: put } = Atomics; const cas = Atomics.compareExchange; put(memory, 1, 4); cas(memory, 1, 4, 6); return [load(memory, 1), [0, 1].map((i) => load(memory, i))];',
  'atomics by key':
    'const op = "add"; return [Atomics[op](memory, 0, 3), (Atomics as any)[id("load")](memory, 0), Atomics?.load(memory, 0)];',
  'atomics errors':
    'return [() => Atomics.load(memory, 99), () => Atomics.load([1] as any, 0), () => Atomics.wait(new Int32Array(1), 0, 0), () => Atomics.load(new Float64Array(new SharedArrayBuffer(8)) as any, 0)].map((f) => { try { return f(); } catch (e: any) { return e.constructor.name; } });',
  elements:
    'memory[0] = 3; memory[id(1)] = memory[0] + 4; memory[0] += memory[1]!; memory[1]++; ++memory[2]; memory[3] ||= 8; memory[3] &&= memory[3] - 1; memory[4] ??= 9; const r = memory[2]--; return [[...memory], r, memory[9], memory["1" as any], memory.length, delete (memory as any)[20], 3 in memory, 30 in memory];',
  'value conversions':
    'return [memory[0] = 2.7, memory[0], (memory as any)[1] = "12", memory[1], memory[2] = 2 ** 32 + 3, memory[2], ((memory as any)[3] = { valueOf: () => 6 }) !== undefined, memory[3]];',
  'string keys':
    'const log: any[] = []; memory[2] = 5; for (const k in memory) log.push(k, memory[k as any]); (memory as any)["extra"] = 7; return [log, (memory as any).extra, (memory as any)[id("length")], (memory as any)[id("-0")], (memory as any)[1.5]];',
  iteration:
    'memory.set([1, 2, 3]); const log: any[] = []; for (const x of memory) { log.push(x); if (x === 3) break; } for (let x of memory) { x++; log.push(x); if (x > 2) break; } const [a, b, ...c] = memory; const [d, e = 9] = memory; return [log, a, b, c, d, e, Math.max(...memory), [...memory.keys()].length, [...memory.entries()][1], Array.from(memory), [...memory.values()]];',
  'iteration sees writes':
    'const log: any[] = []; for (const x of memory) { log.push(x); memory[log.length] = log.length * 10; if (log.length > 4) break; } return log;',
  'iteration over closures':
    'memory.set([4, 5]); const fs: any[] = []; for (const x of memory.subarray(0, 2)) fs.push(() => id(x)); return fs.map((f) => f());',
  swap: 'memory.set([1, 2]); [memory[0], memory[1]] = [memory[1]!, memory[0]!]; let x: any, y: any; [x, y] = memory; return [[...memory].slice(0, 2), x, y];',
  methods:
    'memory.fill(3, 1, 3); memory.set([7, 8], 4); memory.copyWithin(6, 4); return [[...memory], [...memory.slice(1, 5)], memory.indexOf(7), memory.lastIndexOf(7), memory.includes(9), memory.join("+"), memory.at(-1), memory.some((x) => id(x) === 8), memory.every((x) => id(x) >= 0), memory.find((x) => id(x) > 3), memory.findIndex((x) => id(x) > 3), memory.reduce((a, b) => a + id(b), 0), memory.reduceRight((a, b) => a + id(b)), [...memory.map((x) => id(x) * 2)], [...memory.filter((x) => id(x) > 3)], memory.subarray(4, 6).join(), memory.reverse() === memory, [...memory], memory.toString(), memory.findLast((x) => id(x) > 0), memory.findLastIndex((x) => id(x) > 100), [...memory.with(0, 5)], [...memory.toReversed()], [...memory.toSorted()], [...memory.sort()]];',
  'method errors':
    'return [() => memory.set([1], 8), () => memory.fill(1n as any), () => memory.map(3 as any), () => memory.at(100), () => memory.set(null as any), () => memory.with(99, 1)].map((f) => { try { return f(); } catch (e: any) { return e.constructor.name; } });',
  'set from shared':
    'memory.set([1, 2, 3, 4]); const plain = new Int32Array(4); plain.set(memory.subarray(0, 4)); memory.set(memory.subarray(0, 3), 1); const bytes = new Uint8Array(memory.buffer); return [[...plain], [...memory], bytes[0], bytes.slice(0, 4).join()];',
  'negative and odd ranges':
    'memory.set([1, 2, 3, 4, 5, 6, 7, 8]); return [[...memory.slice(-3)], [...memory.slice(2, -2)], memory.fill(0, -2).join(), memory.copyWithin(-3, 0, 2).join(), memory.indexOf(3, -100), memory.indexOf(3, 5), [...memory.slice(5, 2)], memory.includes(0, -1), memory.join()];',
  DataView:
    'const v = new DataView(memory.buffer); v.setInt32(0, 258, true); v.setUint8(8, 255); v.setFloat64(16, 1.5); return [v.getInt32(0, true), v.getUint8(0), v.getInt16(0, true), v.getInt8(8), v.getFloat64(16), memory[0], [() => v.getInt32(30)].map((f) => { try { return f(); } catch (e: any) { return e.constructor.name; } })];',
  'other views':
    'const u8 = new Uint8ClampedArray(memory.buffer); u8[0] = 300; const big = new BigInt64Array(memory.buffer); big[1] = 7n; big[1]++; const f = new Float64Array(memory.buffer); return [u8[0], memory[2], Atomics.add(big, 1, 2n), big[1], f[0]! < 1];',
  'array methods on shared':
    'memory.set([1, 2]); return [Array.prototype.map.call(memory, (x: any) => id(x) + 1).length, Array.prototype.slice.call(memory, 0, 2), Array.prototype.indexOf.call(memory, 2), [].concat(memory as any).length, Array.from(memory, (x) => x + 1)[1], Object.entries(memory.subarray(0, 1)), JSON.stringify(memory.subarray(0, 2)), structuredClone(1)];',
  'a lock':
    'class Lock { #m; constructor(m: Int32Array) { this.#m = m; } acquire() { while (Atomics.compareExchange(this.#m, 0, 0, 1) !== 0) {} } release() { if (Atomics.exchange(this.#m, 0, 0) !== 1) throw new Error("free"); } with<T>(f: () => T) { this.acquire(); try { return f(); } finally { this.release(); } } } const l = new Lock(memory); const r: any[] = []; for (let i = 0; i < 3; i++) r.push(l.with(() => ++memory[1])); try { l.release(); } catch (e: any) { r.push(e.message); } return r;',
  'ternary loads':
    'const pick = (n: number) => (n ? Atomics.load(memory, 0) : memory[1]); return [pick(0), pick(1), memory[0] === memory[1] ? memory[memory[0]] : -1];',
  'getter loads':
    'class A { constructor(private m: Int32Array) { m[0] = 1; m[0]++; Atomics.add(m, 0, 1); } get v() { return Atomics.load(this.m, 0) + this.m[0]!; } set v(x) { this.m[0] = x; this.m[0] += 1; } } const a = new A(memory); a.v = 4; return [a.v, [a].map((o) => o.v)];',
  'async loads':
    'return (async () => { Atomics.store(memory, 0, 2); await null; memory[0] += 3; memory[0]++; for (const x of memory) { if (x) return [x, Atomics.load(memory, 0), [...memory][0]]; } return 0; })();',
  'generator loads':
    'function* g() { memory[0] = 1; yield memory[0]; memory[0] += yield Atomics.load(memory, 0); yield memory[0]; const [a] = memory; yield a; } const i = g(); return [i.next(), i.next(), i.next(5), i.next(), i.next()];',
};
export const shared: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(cases).map(([name, text]) => [`shared: ${name}`, MEMORY + text]),
);
