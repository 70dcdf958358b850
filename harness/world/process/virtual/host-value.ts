/**
 * Copies what student code passes to a call into values of our own: plain data and bytes. Getters that student code could
 * have put in the way are not trusted with anything but their own result; what is neither becomes undefined.
 */

const typedArray = Object.getPrototypeOf(Int8Array.prototype) as object;

function getter(prototype: object, name: PropertyKey): (view: object) => unknown {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name) as { get: () => unknown };
  return (view) => Reflect.apply(get, view, []);
}

/** The name of a typed array's class, undefined for a DataView: ECMA-262, 23.2.3.38. */
const tagOf = getter(typedArray, Symbol.toStringTag);

/** An accessor that typed arrays (ECMA-262, 23.2.3) and DataViews (25.3.4) have, whatever realm they are of. */
function accessor(name: string): (view: object) => unknown {
  const [ofTypedArray, ofDataView] = [getter(typedArray, name), getter(DataView.prototype, name)];
  return (view) => (tagOf(view) === undefined ? ofDataView(view) : ofTypedArray(view));
}

export const bufferOf = accessor('buffer') as (view: object) => ArrayBuffer;
const offsetOf = accessor('byteOffset') as (view: object) => number;
const lengthOf = accessor('byteLength') as (view: object) => number;

/** Any function: the kernel only asks whether there is a handler. */
function handler(): void {
  // Never called: handlers run in the context that they belong to.
}

function list(value: readonly unknown[], depth: number): unknown[] {
  const out: unknown[] = [];
  for (let at = 0; at < value.length; at += 1) out.push(hostValue(value[at], depth + 1));
  return out;
}

function record(value: object, depth: number): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value).slice(0, 16))
    out[key] = hostValue((value as Record<string, unknown>)[key], depth + 1);
  return out;
}

/** A copy of `value`; a mapping's buffer is kept as it is, because the kernel knows it by identity. */
export function hostValue(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'function':
      return handler;
    case 'object':
      if (value === null || depth > 6) return null;
      if (Array.isArray(value)) return list(value, depth);
      if (ArrayBuffer.isView(value)) return new Uint8Array(bufferOf(value), offsetOf(value), lengthOf(value)).slice();
      return Object.prototype.toString.call(value) === '[object ArrayBuffer]' ? value : record(value, depth);
    case 'bigint':
    case 'symbol':
      return undefined;
    default:
      return value;
  }
}
