/** Self-hosted built-ins, compiled: `install(rt, globals)` attaches them to the realm's own as their twins. */
import { emitModule } from './emit-module.js';
import { parseModule } from './parse.js';
import { PRELUDE_SOURCE } from './prelude-source.js';

let compiled: string | undefined;

/**
 * The text of an expression for a function `(rt, globals) => { install }`, like a module's. Run it once in each realm, before
 * anything else runs there, and call `install()`. The realm's functions keep their identity; a call site that dispatches
 * finds the twin on them.
 */
export function compilePrelude(): string {
  if (compiled === undefined) {
    const module = parseModule('prelude', 'prelude.js', PRELUDE_SOURCE, true);
    compiled = emitModule({
      id: 'prelude',
      ...module.plain,
      scopes: module.scopes,
      shape: module.shape,
      enums: module.enums,
      sites: { number: () => -1 },
      target: () => ({ kind: 'words' }),
      starNames: () => [],
      inCycle: false,
    }).code;
  }
  return compiled;
}
