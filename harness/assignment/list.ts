/** Finds assignments: those of this package, and any folder that holds an `assignment.ts`. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AssignmentError } from './assignment-error.js';
import { closest } from './closest.js';
import { packageRoot } from './package-root.js';

/** The order in which a course teaches them. */
const unitOrder = ['coroutine', 'thread', 'process', 'ipc'];

/** Ids of the built-in assignments, by unit. */
export function listAssignments(root: string = join(packageRoot(), 'assignments')): string[] {
  const rank = (unit: string): number => (unitOrder.indexOf(unit) + unitOrder.length + 1) % (unitOrder.length + 1);
  return folders(root)
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((unit) => folders(join(root, unit)).map((mechanism) => `${unit}/${mechanism}`))
    .filter((id) => existsSync(join(root, id, 'assignment.ts')));
}

/**
 * The folder of an assignment, by its id or by a path to a folder.
 * @throws AssignmentError that names the closest id.
 */
export function findAssignment(idOrPath: string, root: string = join(packageRoot(), 'assignments')): string {
  const known = listAssignments(root);
  if (known.includes(idOrPath)) return join(root, idOrPath);
  const folder = resolve(idOrPath);
  if (existsSync(join(folder, 'assignment.ts'))) return folder;
  if (existsSync(folder) && statSync(folder).isDirectory()) {
    throw new AssignmentError(`The folder ${folder} holds no assignment.ts, and there is no assignment of that id.`);
  }
  const meant = closest(idOrPath, known);
  throw new AssignmentError(
    meant === undefined
      ? `There is no assignment '${idOrPath}'. 'interleave list' shows those that there are.`
      : `There is no assignment '${idOrPath}'. Did you mean '${meant}'?`,
  );
}

/** Ids of a unit, or the one id itself. */
export function expandUnit(idOrUnit: string, root: string = join(packageRoot(), 'assignments')): string[] {
  const known = listAssignments(root);
  const ofUnit = known.filter((id) => id.startsWith(`${idOrUnit}/`));
  if (ofUnit.length > 0) return ofUnit;
  if (known.includes(idOrUnit)) return [idOrUnit];
  const meant = closest(idOrUnit, [...known, ...new Set(known.map((id) => id.split('/')[0] ?? id))]);
  throw new AssignmentError(
    `There is no assignment or unit '${idOrUnit}'. ` +
      (meant === undefined ? "'interleave list' shows those that there are." : `Did you mean '${meant}'?`),
  );
}

function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
