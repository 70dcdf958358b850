/** Runs a text of semantics plain and instrumented, with outcomes that can be compared. */
import { transformSync } from 'oxc-transform';
import { compile } from '../compile.js';
import { InlineRuntime, type InlineOptions } from '../inline-runtime.js';
import { compilePrelude } from '../prelude.js';

export type Outcome = { value: unknown } | { error: string; message: string };

function moduleText(text: string): string {
  return /\bexport\b/.test(text) ? text : `export function main(): any { ${text} }`;
}

/** In strict mode, the types gone, nothing else changed. */
export async function runPlain(text: string): Promise<Outcome> {
  const { code } = transformSync('plain.ts', moduleText(text), { lang: 'ts', sourceType: 'module', target: 'es2022' });
  const body = withoutAccessors(code)
    .replace(/^export \{[^}]*\};?$/gm, '')
    .replace(/^export /gm, '');
  return outcome(() => (evaluate(`(function () { "use strict"; ${body}\nreturn main; })`) as () => () => unknown)()());
}

/** Engines do not know the keyword yet: what it means, written out for the one case that uses it. */
function withoutAccessors(code: string): string {
  return code.replace(
    /(static )?accessor (\w+) = ([^;]+);/g,
    '$1#$2_ = $3; $1get $2() { return this.#$2_; } $1set $2(x) { this.#$2_ = x; }',
  );
}

export function instrument(
  source: string | Map<string, string>,
  switching: boolean,
  observe?: InlineOptions['observe'],
): { runtime: InlineRuntime; main: unknown } {
  const result = compile({
    files: typeof source === 'string' ? new Map([['main.ts', source]]) : source,
    entry: typeof source === 'string' || source.has('main.ts') ? 'main.ts' : 'main.js',
    exports: ['main'],
    scenario: {
      name: 's',
      file: 'scenario.ts',
      source: "import { main } from './starter/main.js'; export const body = main;",
    },
  });
  if (result.kind === 'problem') throw new Error(result.problem.message + result.problem.frame);
  const runtime = new InlineRuntime(result.program, globalThis as unknown as Record<string, unknown>, evaluate, {
    switching,
    ...(observe === undefined ? {} : { observe }),
  });
  runtime.install(compilePrelude());
  return { runtime, main: runtime.load('scenario:s').body };
}

export async function runInstrumented(text: string, how: 'driven' | 'switching'): Promise<Outcome> {
  return outcome(() => {
    const { runtime, main } = instrument(moduleText(text), how === 'switching');
    return how === 'driven' ? (main as () => unknown)() : runtime.run(main).value;
  });
}

export function evaluate(code: string): unknown {
  // eslint-disable-next-line no-new-func -- compiled text has to be run somehow
  return (new Function(`return ${code}`) as () => unknown)();
}

async function outcome(run: () => unknown): Promise<Outcome> {
  try {
    return { value: shown(await run(), new Set()) };
  } catch (error) {
    if (!(error instanceof Error)) return { error: 'thrown', message: String(error) };
    return { error: error.constructor.name, message: error.message };
  }
}

/** Plain data for a value, so that functions and instances compare by what can be seen of them. */
function shown(value: unknown, seen: Set<object>): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return `[function ${value.name} ${String(value.length)}]`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : value;
  if (seen.has(value)) return '[again]';
  seen.add(value);
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, i) => (i in value ? shown(value[i], seen) : '[hole]'));
  if (ArrayBuffer.isView(value))
    return [value.constructor.name, ...Array.from(value as Uint8Array, (item) => shown(item, seen))];
  const entries = Object.entries(value).map(([key, item]) => [key, shown(item, seen)]);
  return { '[class]': value.constructor?.name, ...Object.fromEntries(entries) };
}
