/**
 * Small functions that emitted code needs at its head, by name; only those used are put there. They are JavaScript text
 * because they run in the submission's realm, with no way back to ours.
 */
export const EMITTED_HELPERS = {
  __il_nf: `(text) => { throw new __il_TypeError(text + " is not a function"); }`,
  // a canonical numeric string names the same element as its number
  __il_ix: `(key) => typeof key === "number" ? key : typeof key === "string" && key === "" + +key ? +key : key`,
  __il_pk: `(key) => typeof key === "symbol" ? key : "" + key`,
  __il_name: `(key) => typeof key === "symbol" ? (key.description === undefined ? "" : "[" + key.description + "]") : "" + key`,
  __il_tpl: `(strings) => strings`,
  __il_leaf: `(target, names) => { for (let i = 0; i < names.length; i++) target[names[i]][__il_T] = null; }`,
  __il_methods: `(target, names) => { const found = []; for (let i = 0; i < names.length; i++) { const own = __il_Object.getOwnPropertyDescriptor(target, names[i]); if (typeof own.value === "function" && !found.includes(names[i])) found.push(names[i]); } return found; }`,
  __il_get: `(object, key, site) => __il_rt.shared(object) && typeof (key = __il_ix(key)) === "number" ? __il_rt.stepHere(1, site, object, key) : object[key]`,
  __il_set: `(object, key, value, site) => __il_rt.shared(object) && typeof (key = __il_ix(key)) === "number" ? (__il_rt.stepHere(2, site, object, key, value), value) : (__il_rt.effect(), object[key] = value)`,
  __il_atomic: `(kind, site, name, view, index, a, b) => __il_rt.shared(view) ? __il_rt.stepHere(kind, site, view, index, a, b) : __il_Atomics[name](view, index, a, b)`,
  __il_elements: `function* (view, count, site) { const read = []; for (let i = 0; i < count && i < view.length; i++) { if (__il_rt.step(1, site, view, i)) yield __il_SW; read[i] = __il_rt.perform(); } return read; }`,
  __il_elementsHere: `(view, count, site) => { if (!__il_rt.shared(view) || typeof view.length !== "number") return view; const read = []; for (let i = 0; i < count && i < view.length; i++) read[i] = __il_rt.stepHere(1, site, view, i); return read; }`,
  // consuming an iterator changes it; reading an array does not
  __il_consume: `(value, text) => { if (!__il_isArray(value) && !__il_isView(value) && typeof value !== "string") { __il_rt.effect(); if (value === null || value === undefined || !(__il_iterator in __il_Object(value))) throw new __il_TypeError(text + " is not iterable"); } return value; }`,
  __il_indices: `(view) => { let i = -1; return { __proto__: null, [__il_iterator]() { return this; }, next() { i++; const done = i >= view.length; return { done, value: done ? undefined : i }; } }; }`,
} as const;

export type EmittedHelper = keyof typeof EMITTED_HELPERS;

/** The realm's own objects that helpers use, taken before the submission can replace them. */
export const REALM_CONSTANTS =
  'const __il_TypeError = __il_globals.TypeError, __il_Object = __il_globals.Object, __il_Atomics = __il_globals.Atomics, __il_isArray = __il_globals.Array.isArray, ' +
  '__il_isView = __il_globals.ArrayBuffer.isView, __il_iterator = __il_globals.Symbol.iterator;\n';

/** What a helper itself needs. */
const NEEDS: Partial<Record<EmittedHelper, EmittedHelper[]>> = { __il_get: ['__il_ix'], __il_set: ['__il_ix'] };

/** Declarations of the helpers used. */
export function helperDeclarations(used: Iterable<EmittedHelper>): string {
  const all = new Set<EmittedHelper>();
  for (const name of used) {
    for (const need of NEEDS[name] ?? []) all.add(need);
    all.add(name);
  }
  return [...all].map((name) => `const ${name} = ${EMITTED_HELPERS[name]};\n`).join('');
}
