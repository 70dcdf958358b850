import type { CallName } from '../kernel.js';

/**
 * What stands behind the module `posix` in this JavaScript realm: something that carries a call to a kernel, throws the
 * `ErrnoException` and runs signal handlers. Exactly one is installed in a process; the explorer installs none, because
 * there the compiled submission gets generator twins instead of these functions.
 */
export interface Host {
  call(name: CallName, args: readonly unknown[]): unknown;
}

let host: Host | undefined;

/** Installs what answers the calls. @internal */
export function install(answering: Host | undefined): void {
  host = answering;
}

/** Carries a call to the installed kernel; the type of the result is the caller's promise. @internal */
export function invoke<T>(name: CallName, ...args: readonly unknown[]): T {
  if (host === undefined) throw new Error(`'${name}' needs a kernel: a process that interleave started`);
  return host.call(name, args) as T;
}
