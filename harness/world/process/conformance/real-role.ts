import { appendFileSync } from 'node:fs';
import { invoke } from '../posix/host.js';
import { exit } from '../posix/processes.js';
import { plain, type Place, type Request } from './program.js';
import { programs } from './programs/index.js';

/** Runs one role of a conformance program in this process: what `launch` starts. Notes go to a file for each role. */
export function conform(index: number, folder: string, place: Place, role: string, args: readonly unknown[]): void {
  const body = programs[index]?.roles[role];
  if (body === undefined) throw new Error(`no role '${role}'`);
  const steps = body(place, ...(args as never[]));
  const perform = (request: Request): unknown => {
    switch (request.do) {
      case 'call':
        if (request.name === 'spawn') {
          const [childRole, childArgs = []] = request.args as [string, unknown[]?];
          return invoke('spawn', 'conform', [index, folder, place, childRole, childArgs]);
        }
        return invoke(request.name, ...request.args);
      case 'note':
        appendFileSync(`${folder}/${role}.notes`, `${JSON.stringify(plain(request.value))}\n`);
        return undefined;
      case 'load':
        return request.view[request.index];
      case 'store':
        request.view[request.index] = request.value;
        return undefined;
      default:
        return request satisfies never;
    }
  };
  let next = steps.next();
  while (next.done !== true) {
    let value: unknown;
    try {
      value = perform(next.value);
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(value);
  }
  exit(0);
}
