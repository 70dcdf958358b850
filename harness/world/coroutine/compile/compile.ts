/** TypeScript to the module factories of the coroutine world: types stripped, imports resolved, calls of the runtime added. */
import { transform, type TransformFailure } from 'esbuild';
import type { Site } from '../../../submission/program.js';
import { CoroutineSyntaxError, instrument } from './instrument.js';
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
    const text = instrument(source, sites);
    modules.push({ id: source.id, code: factory(await strip(source, text)) });
  }
  return { modules, entry, sites };
}

/** To a CommonJS body without types. What esbuild refuses (an await at the top level) is the source's mistake. */
async function strip(source: CoroutineSource, text: string): Promise<string> {
  try {
    const { code } = await transform(text, {
      loader: 'ts',
      format: 'cjs',
      target: 'es2023',
      logLevel: 'silent',
      tsconfigRaw: '{"compilerOptions":{"useDefineForClassFields":true}}',
    });
    return code;
  } catch (error) {
    const first = (error as Partial<TransformFailure>).errors?.[0];
    if (first === undefined) throw error;
    // Every line stands where it stood; the column may be behind inserted calls.
    const lines = source.text.split('\n').slice(0, (first.location?.line ?? 1) - 1);
    throw new CoroutineSyntaxError(first.text, source.id, lines.join('\n').length + (lines.length > 0 ? 1 : 0));
  }
}

function factory(code: string): string {
  return `((__ilRuntime, module) => {
'use strict';
const { tick: __ilTick, wait: __ilWait, raise: __ilRaise, load: require } = __ilRuntime;
let exports = module.exports;
${code}
})`;
}
