/** What a generator decided about a scenario: plain data, which goes to every child and into a replay token. */

export type Argument = number | string | boolean | null;

/** One operation of a task: its name among the scenario's `operations`, and its arguments. */
export type OperationCall = readonly [name: string, ...args: Argument[]];

/** For each task its operations, one after the other. */
export type GeneratedTasks = readonly (readonly OperationCall[])[];

/** As a realm gets it: text, since objects do not cross. */
export function asText(tasks: GeneratedTasks): string {
  return JSON.stringify({ names: namesOf(tasks), lists: tasks });
}

/** A task is named by what it does, so that a picture shows the scenario; of two that do the same, the later has a number. */
export function namesOf(tasks: GeneratedTasks): string[] {
  const seen = new Map<string, number>();
  return tasks.map((list) => {
    const name = list.map(([op, ...args]) => `${op}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`).join(' ');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}
