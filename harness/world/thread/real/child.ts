/** A real child: a process of its own whose worker threads run a scenario in lockstep. One request, one reply. */
import { fileURLToPath } from 'node:url';
import { Replay } from '../../../explore/replay.js';
import type { Program } from '../../../submission/program.js';
import type { Core } from '../core.js';
import { Layout } from '../layout.js';
import { Machine } from '../machine.js';
import { loadScenario, makeRealm } from '../realm.js';
import { Recorder } from '../recorder.js';
import { shapeOf } from '../scenario-shape.js';
import { Task } from '../task.js';
import { VirtualCore, VirtualThread } from '../virtual/runtime.js';
import { bareContext } from './bare-context.js';
import { Lockstep } from './lockstep.js';

export interface LockstepRequest {
  program: Program;
  prelude: string;
  scenario: string;
  schedule: number[];
  startIsStep: boolean;
  maxSteps: number;
  recordAccesses: boolean;
}

/** Forces the schedule on real workers and returns the history that it gave, and where it could not be followed. */
export async function lockstep(request: LockstepRequest, workerFile: string): Promise<unknown> {
  const { program, prelude } = request;
  // The main thread's own realm: for `cells`, `init` and `after`, which run where no other thread does.
  const none = new Machine({ layout: new Layout(0, 0), tasks: [], maxSteps: 0, ofSubmission: () => false }, new Recorder(1));
  const core = new VirtualCore(none, new Task(0, 'main'));
  core.offRecord = true;
  const realm = makeRealm(bareContext(), core as Core, prelude, program);
  const scenario = loadScenario(realm, program, request.scenario);
  const shape = shapeOf(scenario, request.scenario);
  const cells = Number(realm.plain(scenario['cells']));
  const memory = new Int32Array(new SharedArrayBuffer(cells * 4));
  const data = new Int32Array(new SharedArrayBuffer(shape.data * 4));
  const machine = new Machine(
    {
      layout: new Layout(cells, shape.data),
      tasks: shape.names,
      maxSteps: request.maxSteps,
      stops: shape.stops,
      recordAccesses: request.recordAccesses,
      ofSubmission: (site) => program.sites[site]?.file.startsWith('scenarios.ts') === false,
    },
    new Recorder(shape.names.length + 1),
  );
  core.configure(machine, memory, data);
  const views = [realm.view(memory.buffer), realm.view(data.buffer)] as const;
  core.running = new VirtualThread(new Task(shape.names.length, 'main'), realm, views[0], views[1]);
  if (scenario['init'] !== undefined) realm.plain(scenario['init'], views[0], views[1]);
  const run = new Lockstep(machine, {
    program,
    prelude,
    scenario: request.scenario,
    memory: memory.buffer,
    data: data.buffer,
    startIsStep: request.startIsStep,
    workerFile,
    turnTimeoutMs: 20_000,
  });
  const replay = new Replay(request.schedule);
  try {
    run.run(replay);
    if (machine.status === 'done' && scenario['after'] !== undefined) finish(core, realm, scenario['after'], machine, views);
    return { type: 'history', history: run.history([...shape.names, 'main']), divergedAt: replay.divergence?.step ?? null };
  } finally {
    await run.close();
  }
}

function finish(
  core: VirtualCore,
  realm: ReturnType<typeof makeRealm>,
  after: unknown,
  machine: Machine,
  views: readonly [Int32Array, Int32Array],
): void {
  try {
    realm.plain(after, views[0], views[1]);
  } catch (error) {
    if (realm.isCheckFailed(error)) return;
    const task = core.running.task.id;
    machine.recorder.emit({ type: 'uncaught', task, error: realm.describe(error), site: 0 });
  }
}

const workerFile = fileURLToPath(new URL('./thread-worker.js', import.meta.url));

process.once('message', (request: LockstepRequest) => {
  lockstep(request, workerFile)
    .catch((error: unknown) => ({ type: 'failed', message: String(error instanceof Error ? error.message : error).slice(0, 2000) }))
    .then((reply) => {
      process.send?.(reply, () => process.exit(0));
    })
    .catch(() => process.exit(3));
});
