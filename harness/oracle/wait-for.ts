/** Who waits for what when an execution cannot go on, and whether the waits close a cycle. */
import type { History, Pending } from './history.js';
import type { Text, WaitEdge } from './oracle.js';
import { taskName, taskNames } from './task-name.js';

export interface Waits {
  edges: WaitEdge[];
  /** Tasks of which each waits for what the next one changed last, and the last for the first; empty if there is none. */
  cycle: number[];
}

/** Tasks that the scenario stopped for ever: nobody expects them to finish. */
export function stoppedTasks(history: History): Set<number> {
  const stopped = new Set<number>();
  for (const event of history.events) if (event.type === 'stop') stopped.add(event.task);
  return stopped;
}

/** The unfinished tasks of an execution that did not end by itself, without those that were stopped. */
export function unfinished(history: History): Pending[] {
  if (history.end.status !== 'stuck' && history.end.status !== 'endless') return [];
  const stopped = stoppedTasks(history);
  return history.end.pending.filter((pending) => !stopped.has(pending.task));
}

/** The waits of an execution. Owners are known only where the history records accesses, or where sections are waited for. */
export function waits(history: History): Waits {
  const writers = lastWriters(history);
  const edges = unfinished(history).map((pending): WaitEdge => {
    const owners = new Set<number>();
    for (const thing of pending.on) for (const owner of writers.get(thing) ?? []) owners.add(owner);
    owners.delete(pending.task);
    return {
      task: pending.task,
      state: pending.state,
      on: [...pending.on],
      owners: [...owners],
      site: pending.site,
    };
  });
  return { edges, cycle: findCycle(edges) };
}

/** One sentence a task, then the cycle. */
export function describeWaits(history: History, { edges, cycle }: Waits = waits(history)): Text {
  const sentences = edges.map((edge) => describeEdge(history, edge));
  const round = cycle.length === 0 ? undefined : [...cycle, cycle[0] ?? 0].map((task) => taskName(history, task));
  const en = sentences.map((sentence) => sentence.en);
  const zh = sentences.map((sentence) => sentence.zh);
  if (round !== undefined) {
    en.push(`a cycle: ${round.map((name) => name.en).join(' → ')}`);
    zh.push(`形成环：${round.map((name) => name.zh).join(' → ')}`);
  }
  return { en: en.join('; '), zh: zh.join(';') };
}

function describeEdge(history: History, edge: WaitEdge): Text {
  const name = taskName(history, edge.task);
  const on = edge.on.join(', ');
  const owners = edge.owners.length === 0 ? undefined : taskNames(history, edge.owners);
  const en = { sleep: 'sleeps on', spin: 'spins on', blocked: 'waits for' }[edge.state];
  const zh = { sleep: '睡眠等待', spin: '自旋等待', blocked: '等待' }[edge.state];
  return {
    en: `${name.en} ${en} ${on === '' ? 'nothing that can change' : on}${owners ? ` (last changed by ${owners.en})` : ''}`,
    zh: `${name.zh} ${zh} ${on === '' ? '不会再变化的状态' : on}${owners ? `（最后由 ${owners.zh} 修改）` : ''}`,
  };
}

/** For every cell the task that changed it last, for every section the tasks inside. */
function lastWriters(history: History): Map<string, Set<number>> {
  const writers = new Map<string, Set<number>>();
  for (const event of history.events) {
    if (event.type === 'access' && event.access !== 'read') writers.set(event.cell, new Set([event.task]));
    else if (event.type === 'enter') {
      writers.set(event.section, new Set([...(writers.get(event.section) ?? []), event.task]));
    } else if (event.type === 'leave') writers.get(event.section)?.delete(event.task);
  }
  return writers;
}

function findCycle(edges: readonly WaitEdge[]): number[] {
  const next = new Map(edges.map((edge) => [edge.task, edge.owners]));
  const finished = new Set<number>();
  const visit = (task: number, path: number[]): number[] => {
    const start = path.indexOf(task);
    if (start >= 0) return path.slice(start);
    if (finished.has(task)) return [];
    for (const owner of next.get(task) ?? []) {
      const cycle = visit(owner, [...path, task]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(task);
    return [];
  };
  for (const { task } of edges) {
    const cycle = visit(task, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
