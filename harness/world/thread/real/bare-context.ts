import { createContext, Script } from 'node:vm';
import type { Evaluate } from '../core.js';

/** A context of its own for student code: nothing of Node is reachable in it, and text cannot become code there. */
export function bareContext(): Evaluate {
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  return (text, label) => new Script(`(${text}\n)`, { filename: label }).runInContext(context) as unknown;
}
