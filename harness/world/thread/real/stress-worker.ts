/** A real worker thread that runs one task of a scenario freely, round after round. Its main thread starts and ends it. */
import { workerData } from 'node:worker_threads';
import type { Program } from '../../../submission/program.js';
import type { GeneratedTasks } from '../../generated-tasks.js';
import type { Realm } from '../core.js';
import { loadScenario, makeRealm, taskFunction } from '../realm.js';
import { bareContext } from './bare-context.js';
import { StressBoard } from './stress-board.js';
import { StressCore } from './stress-core.js';

export interface StressWorkerInput {
  program: Program;
  prelude: string;
  scenario: string;
  generated: GeneratedTasks | undefined;
  me: number;
  seed: number;
  memory: SharedArrayBuffer;
  data: SharedArrayBuffer;
  board: SharedArrayBuffer;
}

function work(input: StressWorkerInput): void {
  const { program, me, scenario, generated } = input;
  const board = new StressBoard(input.board);
  const cells = { memory: new Int32Array(input.memory), data: new Int32Array(input.data) };
  const core = new StressCore(cells, board, me, input.seed);
  const realm = makeRealm(bareContext(), core, input.prelude, program);
  core.realm = realm;
  for (let round = board.awaitRound(0); ; round = board.awaitRound(round)) {
    core.begin();
    // Modules with state of their own start afresh in every round.
    realm.forget();
    run(core, realm, () => taskFunction(loadScenario(realm, program, scenario, generated), me), input);
    board.finish(me, core.events);
  }
}

function run(core: StressCore, realm: Realm, task: () => unknown, input: StressWorkerInput): void {
  try {
    realm.next(realm.begin(task(), realm.view(input.memory), realm.view(input.data), input.me));
  } catch (error) {
    if (realm.isCheckFailed(error)) return;
    core.emit({ type: 'uncaught', task: input.me, error: realm.describe(error), site: core.site });
  }
}

const input = workerData as StressWorkerInput | undefined;
if (input?.board instanceof SharedArrayBuffer) work(input);
