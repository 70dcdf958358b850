/** A submission compiled for the coroutine world, with its scenario. Plain data. */
import type { Site } from '../../../submission/program.js';

export interface CoroutineModule {
  /** Path relative to the submission's folder, or `scenario:NAME`. */
  id: string;
  /** Source of an expression that evaluates to `(runtime, module) => void`, which sets `module.exports`. */
  code: string;
}

export interface CoroutineProgram {
  modules: CoroutineModule[];
  /** The module that exports the scenarios. */
  entry: string;
  sites: Site[];
}

/** A source file to compile. */
export interface CoroutineSource {
  id: string;
  /** What its sites call it; default its id. */
  file?: string;
  /** TypeScript or JavaScript. */
  text: string;
  /** Specifiers as they are written and the ids that they mean; any other is left as it is. */
  imports?: Readonly<Record<string, string>>;
}
