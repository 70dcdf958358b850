/**
 * Scenarios that are drawn: a check says which operations there are and how many tasks, and the seed decides the rest.
 * They grow: the first are the smallest, so that what shows in few operations is found in few.
 */
import { Random } from '../explore/random.js';
import type { Argument, GeneratedTasks, OperationCall } from '../world/generated-tasks.js';

/** Where an argument comes from: `fresh`, a whole number that no other operation of the scenario has; or one of these. */
export type ArgumentSource = 'fresh' | readonly Argument[];

export interface ScenarioGenerator {
  /** The operations, by their names in the scenario's `operations`, with the sources of their arguments. */
  operations: Readonly<Record<string, readonly ArgumentSource[]>>;
  /** The fewest and the most tasks. */
  tasks: readonly [least: number, most: number];
  /** The fewest and the most operations of a task. */
  each: readonly [least: number, most: number];
  /** How many scenarios share the check's budget; default 25. Fewer where there are not so many. */
  scenarios?: number;
}

const SCENARIOS = 25;
/** So many draws in a row that give nothing new, and there is probably nothing new of that size. */
const TRIES = 20;

/** The scenarios of that seed, no two alike, in the order in which they are explored. */
export function generateScenarios(generator: ScenarioGenerator, seed: number): GeneratedTasks[] {
  const random = new Random(seed ^ 0x2545f491);
  const count = generator.scenarios ?? SCENARIOS;
  const seen = new Set<string>();
  const scenarios: GeneratedTasks[] = [];
  for (let index = 0; index < count; index += 1) {
    const size = count === 1 ? 1 : index / (count - 1);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const tasks = drawTasks(generator, size, random);
      const key = keyOf(generator, tasks);
      if (seen.has(key)) continue;
      seen.add(key);
      scenarios.push(tasks);
      break;
    }
  }
  return scenarios;
}

/** @param size from 0, the smallest scenarios alone, to 1, all that are allowed */
function drawTasks(generator: ScenarioGenerator, size: number, random: Random): GeneratedTasks {
  const kinds = Object.entries(generator.operations);
  let fresh = 0;
  const draw = ([least, most]: readonly [number, number]): number =>
    least + random.below(Math.round((most - least) * size) + 1);
  const operation = (): OperationCall => {
    const [name, sources] = kinds[random.below(kinds.length)] as (typeof kinds)[number]; // There is one: validated.
    const args = sources.map((source): Argument => {
      if (source === 'fresh') return (fresh += 1);
      return source[random.below(source.length)] as Argument; // Never empty: validated.
    });
    return [name, ...args];
  };
  return Array.from({ length: draw(generator.tasks) }, () => Array.from({ length: draw(generator.each) }, operation));
}

/** Scenarios that differ in the order of their tasks, or in which fresh number is whose, are alike. */
function keyOf(generator: ScenarioGenerator, tasks: GeneratedTasks): string {
  const text = ([name, ...args]: OperationCall): string => {
    const sources = generator.operations[name] ?? [];
    return `${name}(${args.map((arg, i) => (sources[i] === 'fresh' ? '' : JSON.stringify(arg))).join()})`;
  };
  return tasks
    .map((list) => list.map(text).join())
    .sort()
    .join('|');
}

/** Whether a generator could have made these tasks, or they are what is left of some that it made. */
export function isGeneratedBy(generator: ScenarioGenerator, tasks: GeneratedTasks): boolean {
  return (
    tasks.length <= generator.tasks[1] &&
    tasks.every(
      (list) =>
        list.length <= generator.each[1] &&
        list.every(([name, ...args]) => generator.operations[name]?.length === args.length),
    )
  );
}
