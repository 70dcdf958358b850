/** TypeScript to the module factories of the coroutine world: types stripped, imports resolved, calls of the runtime added. */
import { transform } from 'esbuild';
import type { Site } from '../../../submission/program.js';
import { instrument } from './instrument.js';
import type { CoroutineModule, CoroutineProgram, CoroutineSource } from './program.js';

/**
 * Compiles a submission and its scenario.
 * @param entry the id of the module that exports the scenarios.
 * @throws CoroutineSyntaxError for source that is no TypeScript.
 */
export async function compileCoroutine(sources: readonly CoroutineSource[], entry: string): Promise<CoroutineProgram> {
  const sites: Site[] = [];
  const modules: CoroutineModule[] = [];
  for (const source of sources) {
    const { code } = await transform(instrument(source, sites), {
      loader: 'ts',
      format: 'cjs',
      target: 'es2023',
      tsconfigRaw: '{"compilerOptions":{"useDefineForClassFields":true}}',
    });
    modules.push({ id: source.id, code: factory(code) });
  }
  return { modules, entry, sites };
}

function factory(code: string): string {
  return `((__ilRuntime, module) => {
'use strict';
const { tick: __ilTick, wait: __ilWait, raise: __ilRaise, load: require } = __ilRuntime;
let exports = module.exports;
${code}
})`;
}
