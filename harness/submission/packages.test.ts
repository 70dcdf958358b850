import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { evaluate, instrument } from './semantics/run.js';

const MODULES = join(process.cwd(), 'node_modules');

/** A published package without shared memory, and an expression over its exports `lib`, which may be a promise. */
interface Sample {
  entry: string;
  /** Packages that it imports by name, with their entries. */
  imports?: Record<string, string>;
  use: string;
}

const SAMPLES: Sample[] = [
  {
    entry: 'yocto-queue/index.js',
    use: '(() => { const q = new lib.default(); q.enqueue(1); q.enqueue(2); q.enqueue(3); return [q.dequeue(), q.size, [...q], q.peek(), [...q.drain()], q.size]; })()',
  },
  {
    entry: 'p-limit/index.js',
    imports: { 'yocto-queue': 'yocto-queue/index.js' },
    use: '(async () => { const limit = lib.default(2); let now = 0, most = 0; const job = async (n) => { most = Math.max(most, ++now); await null; await null; now--; return n * 2; }; const all = await Promise.all([1, 2, 3, 4, 5].map((n) => limit(job, n))); return [all, most, limit.activeCount, limit.pendingCount]; })()',
  },
  {
    entry: 'string-width/index.js',
    imports: {
      'strip-ansi': 'strip-ansi/index.js',
      'ansi-regex': 'ansi-regex/index.js',
      'get-east-asian-width': 'get-east-asian-width/index.js',
      'emoji-regex': 'emoji-regex/index.js',
    },
    use: '["abc", "\\u001B[31mred\\u001B[39m", "古代", "👨‍👩‍👧‍👦", "e\\u0301", ""].map((text) => lib.default(text))',
  },
  {
    entry: 'fflate/esm/browser.js',
    use: '(() => { const data = new TextEncoder().encode("to be or not to be ".repeat(80)); const packed = lib.deflateSync(data, { level: 9 }); const zip = lib.gzipSync(data.subarray(0, 100), { mtime: 1 }); return [packed.length, [...packed.slice(0, 20)], new TextDecoder().decode(lib.inflateSync(packed)).length, [...lib.gunzipSync(zip)].length, lib.strFromU8(lib.strToU8("ü"))]; })()',
  },
  {
    entry: 'acorn/dist/acorn.mjs',
    use: 'JSON.stringify(lib.parse("class A extends B { #x = 1; static { f?.(`${a}b`) } async *m({ p = [] }, ...q) { for await (const z of q) yield z ** 2; } } label: for (;;) break label;", { ecmaVersion: 2022, sourceType: "module" })).length + [...lib.tokenizer("a => /x/g.test(b) ?? 1n", { ecmaVersion: 2022 })].map((t) => t.type.label).join()',
  },
  {
    entry: 'smol-toml/dist/index.js',
    use: '[JSON.stringify(lib.parse("a = 1\\n[b.c]\\nd = [1, 2.5, \\"x\\"]\\ne = 1979-05-27T07:32:00Z\\n[[f]]\\ng = \'\'\'h\\ni\'\'\'\\n[[f]]\\ng = true")), lib.stringify({ a: 1, b: { c: [1, 2], d: "q" } }), (() => { try { lib.parse("a = = 1"); } catch (e) { return e.message; } })()]',
  },
  {
    entry: 'json5/dist/index.mjs',
    use: '[JSON.stringify(lib.default.parse("{a: [1, .5, +3, 0xF,], \'b\': \\"c\\", /* d */ e: null, // f\\n}")), lib.default.stringify({ a: [1, "b"], c: Infinity }, null, 2), (() => { try { lib.default.parse("{a:}"); } catch (e) { return e.message; } })()]',
  },
];

/** The package's files as a submission, imports by name turned into relative ones. */
function asSubmission({ entry, imports = {}, use }: Sample): Map<string, string> {
  const folders = [entry, ...Object.values(imports)].map((path) => join(path, '..'));
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(join(MODULES, folder))) {
      if (!/\.m?js$/.test(name)) continue;
      const text = readFileSync(join(MODULES, folder, name), 'utf8');
      const local = text.replace(
        /(from\s*)(['"])([^.'"][^'"]*)\2/g,
        (all, from: string, quote: string, name: string) => {
          const target = imports[name];
          return target === undefined
            ? all
            : `${from}${quote}./${relative(folder, target)}${quote}`.replace('././', './');
        },
      );
      files.set(join(folder, name), local.replaceAll("'./../", "'../"));
    }
  }
  files.set('main.js', `import * as lib from './${entry}'; export function main() { return ${use}; }`);
  return files;
}

describe('published packages work the same', () => {
  for (const sample of SAMPLES) {
    // some are here only because tools of ours use them
    const run = existsSync(join(MODULES, sample.entry)) ? test : test.skip;
    run(sample.entry, async () => {
      const lib: unknown = await import(pathToFileURL(join(MODULES, sample.entry)).href);
      const expected: unknown = await (evaluate(`(lib) => ${sample.use}`) as (lib: unknown) => unknown)(lib);
      for (const switching of [false, true]) {
        const { runtime, main } = instrument(asSubmission(sample), switching);
        expect(await runtime.run(main).value).toEqual(expected);
      }
    });
  }
});
