import { Worker } from 'node:worker_threads';
import type { History, HistoryEvent } from '../../../oracle/history.js';
import { StressCount, type StressReply } from '../../stress-count.js';
import type { StressRequest } from './child.js';
import { MainThread } from './main-thread.js';
import { StressBoard } from './stress-board.js';
import type { StressWorkerInput } from './stress-worker.js';

/**
 * Runs a scenario many times on real worker threads that run free. The runs end early at one that does not end: its
 * workers cannot be used again. Only a natural rate comes of this; it never decides a grade.
 */
export async function stress(request: StressRequest, workerFile: string): Promise<StressReply> {
  const main = new MainThread(request);
  const board = new StressBoard();
  const count = new StressCount();
  const workers = main.shape.names.map((_, me) => startWorker(request, main, board, me, workerFile));
  const deadline = Date.now() + request.stress.timeoutMs;
  try {
    while (count.runs < request.stress.runs && Date.now() < deadline) {
      const history = round(main, board, count.runs + 1);
      count.add(history);
      if (history.end.status !== 'done') break;
    }
    return count.reply();
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startWorker(request: StressRequest, main: MainThread, board: StressBoard, me: number, file: string): Worker {
  const { program, prelude, scenario, generated } = request;
  const { seed } = request.stress;
  const memory = main.memory.buffer;
  const workerData: StressWorkerInput = {
    program,
    prelude,
    scenario,
    generated,
    me,
    seed,
    memory,
    data: main.data.buffer,
    board: board.buffer,
  };
  const worker = new Worker(file, { workerData, env: {}, stdout: true, stderr: true });
  worker.on('error', () => {});
  return worker;
}

/** A thread that takes longer than this for a handful of operations is stuck. */
const ROUND_MS = 3000;

function round(main: MainThread, board: StressBoard, number: number): History {
  main.init();
  board.start(number);
  const all = board.allFinished(main.shape.names.length, ROUND_MS);
  const numbered = main.shape.names.flatMap((_, task) => board.eventsOf(task) ?? []);
  numbered.sort((a, b) => a.order - b.order);
  const events: HistoryEvent[] = renumbered(numbered.map(({ event }) => event));
  if (all) events.push(...main.afterwards());
  const pending = main.shape.names.flatMap((_, task) =>
    board.eventsOf(task) === undefined
      ? [{ task, state: 'sleep' as const, site: 0, on: [], changed: false, missed: false }]
      : [],
  );
  return { tasks: main.names, events, end: all ? { status: 'done' } : { status: 'stuck', pending }, used: [] };
}

/** Calls in the order in which they were invoked, so that equal histories are equal. */
function renumbered(events: HistoryEvent[]): HistoryEvent[] {
  const numbers = new Map<number, number>();
  return events.map((event) => {
    if (!('call' in event)) return event;
    if (!numbers.has(event.call)) numbers.set(event.call, numbers.size);
    return { ...event, call: numbers.get(event.call) ?? 0 };
  });
}
