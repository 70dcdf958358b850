import type { CallArguments, CallName, CallResult } from '../kernel.js';

/**
 * Programs that run on both kernels: each role is a generator that yields what it wants to be done. The real driver does it
 * with system calls in a process of its own, the virtual one in every order that the kernel allows.
 */
export type Request =
  | { do: 'call'; name: CallName; args: readonly unknown[] }
  | { do: 'note'; value: unknown }
  | { do: 'load'; view: Int32Array; index: number }
  | { do: 'store'; view: Int32Array; index: number; value: number };

export type Steps<T> = Generator<Request, T, unknown>;

/** What a role may use: names that nobody else uses. */
export interface Place {
  /** As in `/il-7`: for shared memory and semaphores. */
  name: string;
  /** A path prefix in a temporary folder. */
  path: string;
}

export type Role = (place: Place, ...args: never[]) => Steps<void>;

export interface Program {
  name: string;
  roles: { readonly main: Role; readonly [role: string]: Role };
  /** How the outcome depends on luck: then the virtual kernel must have all that the real one shows, and may have more. */
  limits?: { descriptors?: number };
}

/** Makes a call; its failure is thrown. */
export function* call<N extends CallName>(name: N, ...args: CallArguments<N>): Steps<CallResult<N>> {
  return (yield { do: 'call', name, args }) as CallResult<N>;
}

/** Makes a call; its failure is its result, as in `'EPIPE'`. */
export function* attempt<N extends CallName>(name: N, ...args: CallArguments<N>): Steps<CallResult<N> | string> {
  try {
    return yield* call(name, ...args);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

/** Puts a value into the outcome: the process's own list. */
export function* note(value: unknown): Steps<void> {
  yield { do: 'note', value };
}

export function* load(view: Int32Array, index: number): Steps<number> {
  return (yield { do: 'load', view, index }) as number;
}

export function* store(view: Int32Array, index: number, value: number): Steps<void> {
  yield { do: 'store', view, index, value };
}

/** A value as it stands in an outcome: bytes as text when they are short, else their number. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array)
    return value.length > 40 ? `${String(value.length)} bytes` : String.fromCharCode(...value);
  if (value instanceof ArrayBuffer) return `${String(value.byteLength)} bytes of memory`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  }
  return value === undefined ? null : value;
}

/** What can be seen of an execution: the notes of each role in order, and how the first process ended. */
export interface Result {
  notes: Record<string, unknown[]>;
  /** A wait status, or `stuck`. */
  end: number | 'stuck';
}

/** One text for one result, whatever the order of its parts. */
export function fingerprint({ notes, end }: Result): string {
  return JSON.stringify([Object.entries(notes).sort(([one], [other]) => (one < other ? -1 : 1)), end]);
}
