/**
 * Built-ins that call functions back or touch shared memory, written out so that their steps can be switched at. The text
 * runs in the submission's realm and is compiled like a submission; beyond JavaScript it knows `__il_invoke(f, self, …)`
 * (call a function of the program so that it may switch), `__il_plain(f, self, …)` (call the realm's own), `__il_rt` and
 * `__il_T`. What a method does not want to handle (a receiver of another kind, a wrong argument) it leaves to the
 * original, which then also throws the right error.
 */
import { LISTS } from './prelude-lists.js';
import { DATA_VIEWS, VIEWS } from './prelude-views.js';

const ATOMICS = String.raw`
// for Atomics under another name; written out, they are steps in place
const atomics = {
  load(view, index) { return Atomics.load(view, index); },
  store(view, index, value) { return Atomics.store(view, index, value); },
  add(view, index, value) { return Atomics.add(view, index, value); },
  sub(view, index, value) { return Atomics.sub(view, index, value); },
  and(view, index, value) { return Atomics.and(view, index, value); },
  or(view, index, value) { return Atomics.or(view, index, value); },
  xor(view, index, value) { return Atomics.xor(view, index, value); },
  exchange(view, index, value) { return Atomics.exchange(view, index, value); },
  compareExchange(view, index, expected, replacement) { return Atomics.compareExchange(view, index, expected, replacement); },
  wait(view, index, value, timeout) { return Atomics.wait(view, index, value, timeout); },
  notify(view, index, count) { return Atomics.notify(view, index, count); },
  waitAsync(view, index, value, timeout) { return Atomics.waitAsync(view, index, value, timeout); },
};
`;

const INSTALL = String.raw`
const define = Object.defineProperty;
function attach(original, twin) {
  define(original, __il_T, { value: twin, configurable: true, writable: true });
}
function host(holder, name, own) {
  const original = holder[name];
  if (typeof original === 'function') attach(original, own[__il_T]);
}

const viewPrototype = Object.getPrototypeOf(Int32Array.prototype);
const natives = {
  ...methodsOf(Array.prototype), from: Array.from,
  mapForEach: Map.prototype.forEach, mapEntries: Map.prototype.entries, setForEach: Set.prototype.forEach, setValues: Set.prototype.values,
  call: Function.prototype.call, apply: Function.prototype.apply, bind: Function.prototype.bind, reflectApply: Reflect.apply,
  tag: Object.getOwnPropertyDescriptor(viewPrototype, Symbol.toStringTag).get,
};
const viewNatives = methodsOf(viewPrototype);
const dataNatives = [null, DataView.prototype.setUint8, DataView.prototype.setUint16, null, DataView.prototype.setUint32, null, null, null, DataView.prototype.setBigUint64];
const kinds = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array };

function methodsOf(prototype) {
  const found = { __proto__: null };
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (typeof descriptor.value === 'function') found[name] = descriptor.value;
  }
  return found;
}

export function install() {
  for (const name of Object.keys(lists)) host(Array.prototype, name, lists[name]);
  for (const name of Object.keys(views)) host(viewPrototype, name, views[name]);
  host(Array, 'from', constructors.from);
  host(Map.prototype, 'forEach', collections.mapForEach);
  host(Set.prototype, 'forEach', collections.setForEach);
  host(Function.prototype, 'call', functions.call);
  host(Function.prototype, 'apply', functions.apply);
  host(Function.prototype, 'bind', functions.bind);
  host(Reflect, 'apply', functions.reflectApply);
  for (const name of Object.keys(atomics)) host(Atomics, name, atomics[name]);
  for (const type of Object.keys(sizes)) {
    const own = accessors(type, sizes[type]);
    host(DataView.prototype, 'get' + type, own.get);
    host(DataView.prototype, 'set' + type, own.set);
  }
}
`;

export const PRELUDE_SOURCE = INSTALL + LISTS + VIEWS + DATA_VIEWS + ATOMICS;
