/**
 * Validates what an `assignment.ts` exports. A mistake here is the teacher's, so every message names the file, the
 * place in the definition, what is wrong and the way out.
 */
import { z } from 'zod';
import { AssignmentError } from './assignment-error.js';
import type { AssignmentDefinition, Check } from './define.js';

const text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const identifier = z.string().regex(/^[A-Za-z_$][\w$]*$/, 'must be a name as in JavaScript');

const submissionExport = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('class'),
    statics: z.array(identifier).optional(),
    methods: z.array(identifier).optional(),
  }),
  z.strictObject({ kind: z.literal('function') }),
]);

const range = z
  .tuple([z.int().min(1), z.int().max(16)])
  .refine(([least, most]) => least <= most, 'must be the least and the most, in this order');

const argument = z.union([z.number(), z.string(), z.boolean(), z.null()]);

const generator = z.strictObject({
  operations: z
    .record(identifier, z.array(z.union([z.literal('fresh'), z.array(argument).min(1)])))
    .refine((kinds) => Object.keys(kinds).length > 0, 'needs at least one operation'),
  tasks: range,
  each: range,
  scenarios: z.int().positive().max(1000).optional(),
});

const check = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower case with hyphens, as in 'no-busy-wait'"),
  title: text,
  points: z.number().positive('must be more than 0: a check without points belongs into another one'),
  visibility: z.enum(['public', 'hidden']),
  requires: z.array(z.string()).optional(),
  scenario: identifier,
  generate: generator.optional(),
  oracles: z.array(
    z.custom((value) => typeof value === 'object' && value !== null, "must be an oracle, as made by 'progress()'"),
  ),
  rationale: text,
  help: text,
  budget: z
    .strictObject({ executions: z.int().positive().optional(), steps: z.int().positive().optional() })
    .optional(),
});

const definition = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, "must be 'unit/mechanism', as in 'thread/mutex'"),
  title: text,
  world: z.enum(['thread', 'coroutine', 'process']),
  submission: z.strictObject({
    file: z.string().regex(/^[\w-]+(\.[\w-]+)*\.ts$/, "must be the name of a TypeScript file, as in 'mutex.ts'"),
    exports: z.record(identifier, submissionExport),
  }),
  scenarios: z.string().optional(),
  checks: z.array(check).min(1, 'needs at least one check'),
});

/**
 * Returns the definition if it is right.
 * @throws AssignmentError with every mistake found.
 */
export function validateDefinition(value: unknown, file: string): AssignmentDefinition {
  const parsed = definition.safeParse(value);
  if (!parsed.success) {
    throw new AssignmentError(
      report(
        file,
        parsed.error.issues.map((issue) => `${place(issue.path, value)}: ${issue.message}`),
      ),
    );
  }
  // The schema describes the same shape; it cannot express that an oracle is one.
  const right = value as AssignmentDefinition;
  const mistakes = [...duplicates(right.checks), ...prerequisites(right.checks), ...misplacedGenerators(right)];
  if (mistakes.length > 0) throw new AssignmentError(report(file, mistakes));
  return right;
}

/** Throws where a check names a scenario that the scenarios' file does not export. */
export function validateScenarios(
  checks: readonly Check[],
  exported: readonly string[],
  file: string,
  scenariosFile: string,
): void {
  const mistakes = checks
    .filter((each) => !exported.includes(each.scenario))
    .map(
      (each) =>
        `check '${each.id}': no scenario '${each.scenario}' in ${scenariosFile}; ` +
        `it exports ${exported.length > 0 ? exported.join(', ') : 'nothing'}`,
    );
  if (mistakes.length > 0) throw new AssignmentError(report(file, mistakes));
}

function duplicates(checks: readonly Check[]): string[] {
  const ids = checks.map((each) => each.id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].map((id) => `check '${id}' stands there twice: give one of them another id`);
}

/** Processes are started by a scenario's own `main`: there is nothing to generate. */
function misplacedGenerators({ world, checks }: AssignmentDefinition): string[] {
  if (world !== 'process') return [];
  return checks
    .filter((each) => each.generate !== undefined)
    .map((each) => `check '${each.id}', generate: only for the worlds 'thread' and 'coroutine'`);
}

function prerequisites(checks: readonly Check[]): string[] {
  const byId = new Map(checks.map((each) => [each.id, each]));
  const mistakes: string[] = [];
  for (const each of checks) {
    for (const required of each.requires ?? []) {
      if (!byId.has(required)) {
        mistakes.push(
          `check '${each.id}' requires '${required}', which is no check: one of ${[...byId.keys()].join(', ')}`,
        );
      }
    }
  }
  const circle = findCircle(byId);
  if (circle) mistakes.push(`checks require each other in a circle (${circle.join(' -> ')}): remove one of these`);
  return mistakes;
}

function findCircle(byId: ReadonlyMap<string, Check>): string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const required of byId.get(id)?.requires ?? []) {
      const circle = visit(required, [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of byId.keys()) {
    const circle = visit(id, []);
    if (circle) return circle;
  }
  return undefined;
}

/** `checks[2].points` is hard to find in a file; `check 'exclusion', points` is not. */
function place(path: readonly PropertyKey[], value: unknown): string {
  const [first, index, ...rest] = path;
  if (first === undefined) return 'the definition';
  if (first === 'checks' && typeof index === 'number') {
    const entry: unknown = Array.isArray(at(value, 'checks')) ? at(at(value, 'checks'), index) : undefined;
    const id = at(entry, 'id');
    const name = typeof id === 'string' ? `check '${id}'` : `check number ${String(index + 1)}`;
    return rest.length > 0 ? `${name}, ${rest.map(String).join('.')}` : name;
  }
  return path.map(String).join('.');
}

function at(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function report(file: string, mistakes: readonly string[]): string {
  const heading = mistakes.length === 1 ? `A mistake in ${file}:` : `${String(mistakes.length)} mistakes in ${file}:`;
  return [heading, ...mistakes.map((mistake) => `  - ${mistake}`)].join('\n');
}
