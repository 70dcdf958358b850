/** What the machine needs to know of a `threads({...})` before it runs it. */
export interface ScenarioShape {
  names: string[];
  /** By task: the first task that runs the same function. */
  roles: number[];
  data: number;
  stops: { atMost: number; tasks: readonly number[] } | undefined;
}

/** Far more than a check needs; each is a context of its own, in the explorer and for real. */
const MAX_TASKS = 128;

/** @throws Error with a message for the teacher where the scenario is not what `threads` takes */
export function shapeOf(scenario: Record<string, unknown>, name: string): ScenarioShape {
  const tasks = scenario['tasks'];
  if (typeof tasks !== 'object' || tasks === null) throw new Error(`scenario '${name}' has no tasks`);
  const names = Array.isArray(tasks) ? tasks.map((_, index) => `thread ${index + 1}`) : Object.keys(tasks);
  if (names.length < 1 || names.length > MAX_TASKS)
    throw new Error(`scenario '${name}' has ${names.length} tasks: 1 to ${MAX_TASKS} are possible`);
  const functions: unknown[] = Object.values(tasks);
  const roles = functions.map((task) => functions.indexOf(task));
  const data = scenario['data'] ?? 0;
  if (typeof data !== 'number' || !Number.isInteger(data) || data < 0 || data > 65_536) {
    throw new Error(`scenario '${name}': data must be a whole number of cells`);
  }
  const stops = scenario['stops'] as ScenarioShape['stops'];
  return {
    names,
    roles,
    data,
    stops: stops === undefined ? undefined : { atMost: stops.atMost, tasks: [...stops.tasks] },
  };
}
