import type { Program } from '../../submission/program.js';
import { asText, type GeneratedTasks } from '../generated-tasks.js';
import type { Core, Evaluate, Realm } from './core.js';
import { REALM_SOURCE } from './realm-source.js';

/** What makes a scenario impossible to run at all: the submission's or the teacher's own error. */
export class LoadError extends Error {
  readonly phase: 'load' | 'init';
  constructor(phase: 'load' | 'init', message: string) {
    super(message);
    this.phase = phase;
  }
}

/** Makes a task's own realm in a fresh context: the runtime, the built-ins' twins, and the program's modules, not yet run. */
export function makeRealm(evaluate: Evaluate, core: Core, prelude: string, program: Program): Realm {
  const realm = (evaluate(REALM_SOURCE, 'realm') as (core: Core) => Realm)(core);
  const load = evaluate(prelude, 'prelude') as (rt: unknown, globals: unknown) => Record<string, unknown>;
  const install = load(realm.rt, realm.globals)['install'] as () => void;
  install();
  for (const module of program.modules) realm.provide(module.id, evaluate(module.code, module.id));
  return realm;
}

/** Runs the modules and returns what the scenario of that name declares, with the tasks that were generated for it. */
export function loadScenario(
  realm: Realm,
  program: Program,
  name: string,
  generated?: GeneratedTasks,
): Record<string, unknown> {
  const exports = (realm.rt as { load(id: string): Record<string, unknown> }).load(program.entry);
  const scenario = exports[name];
  if (typeof scenario !== 'object' || scenario === null) {
    throw new LoadError('load', `scenarios.ts has no export '${name}'`);
  }
  if (generated === undefined) return scenario as Record<string, unknown>;
  return realm.generated(scenario, asText(generated)) as Record<string, unknown>;
}

/** The function of the task with that number. */
export function taskFunction(scenario: Record<string, unknown>, task: number): unknown {
  return Object.values(scenario['tasks'] as Record<string, unknown>)[task];
}

/** Turns what student code throws meanwhile into a LoadError. */
export function loading<T>(phase: 'load' | 'init', realm: Realm, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError(phase, realm.describe(error));
  }
}
