import type { ScenarioGenerator } from '../assignment/scenario-generator.js';
import type { Argument, GeneratedTasks, OperationCall } from '../world/generated-tasks.js';

/**
 * What a scenario may shrink to in one step, the greatest steps first: without one of its tasks, with one task doing the work
 * of two, without one of its operations, with the first of the arguments that are listed, and with its fresh numbers counted from 1.
 */
export function* smallerScenarios(generator: ScenarioGenerator, tasks: GeneratedTasks): Generator<GeneratedTasks> {
  if (tasks.length > 1) for (const index of tasks.keys()) yield tasks.filter((_, other) => other !== index);
  for (const first of tasks.keys()) {
    for (const second of tasks.keys()) {
      const joined = [...(tasks[first] ?? []), ...(tasks[second] ?? [])];
      if (first === second || joined.length > generator.each[1]) continue;
      yield tasks.map((list, index) => (index === first ? joined : list)).filter((_, index) => index !== second);
    }
  }
  for (const [index, list] of tasks.entries()) {
    // Without its only operation a task would be gone.
    if (list.length === 1) continue;
    for (const at of list.keys()) {
      yield tasks.map((each, other) => (other === index ? each.filter((_, place) => place !== at) : each));
    }
  }
  for (const plainer of [firstOfThose(generator, tasks), countedAnew(generator, tasks)]) {
    if (JSON.stringify(plainer) !== JSON.stringify(tasks)) yield plainer;
  }
}

function firstOfThose(generator: ScenarioGenerator, tasks: GeneratedTasks): GeneratedTasks {
  return withArguments(generator, tasks, (source, argument) =>
    source === 'fresh' ? argument : (source[0] ?? argument),
  );
}

function countedAnew(generator: ScenarioGenerator, tasks: GeneratedTasks): GeneratedTasks {
  let fresh = 0;
  return withArguments(generator, tasks, (source, argument) => (source === 'fresh' ? (fresh += 1) : argument));
}

type Source = ScenarioGenerator['operations'][string][number];

function withArguments(
  generator: ScenarioGenerator,
  tasks: GeneratedTasks,
  replace: (source: Source, argument: Argument) => Argument,
): GeneratedTasks {
  const call = ([name, ...args]: OperationCall): OperationCall => {
    const sources = generator.operations[name] ?? [];
    return [name, ...args.map((argument, i) => replace(sources[i] ?? 'fresh', argument))];
  };
  return tasks.map((list) => list.map(call));
}
