/** A real worker thread that runs one task of a scenario, in lockstep. It is started by the controller and ended by it. */
import { workerData } from 'node:worker_threads';
import type { Program } from '../../../submission/program.js';
import { Outside } from '../../outside.js';
import type { GeneratedTasks } from '../../generated-tasks.js';
import { START } from '../machine.js';
import { loadScenario, makeRealm, taskFunction } from '../realm.js';
import { bareContext } from './bare-context.js';
import { Channel } from './channel.js';
import { LockstepCore } from './lockstep-core.js';

export interface WorkerInput {
  program: Program;
  prelude: string;
  scenario: string;
  generated: GeneratedTasks | undefined;
  /** Of `Math.random`. */
  seed: number;
  /** The task's number. */
  me: number;
  memory: SharedArrayBuffer;
  data: SharedArrayBuffer;
  channel: SharedArrayBuffer;
  /** Whether starting the task is a step of its own. */
  startIsStep: boolean;
}

function work(input: WorkerInput): void {
  const cells = { memory: new Int32Array(input.memory), data: new Int32Array(input.data) };
  const channel = new Channel(input.channel);
  const core = new LockstepCore(cells, channel, new Outside(input.seed, input.me));
  const realm = makeRealm(bareContext(), core, input.prelude, input.program);
  core.realm = realm;
  try {
    const task = taskFunction(loadScenario(realm, input.program, input.scenario, input.generated), input.me);
    core.offRecord = false;
    if (input.startIsStep) core.announce({ type: 'word', word: 'enter', operand: START, site: 0 });
    realm.next(realm.begin(task, realm.view(input.memory), realm.view(input.data), input.me));
  } catch (error) {
    if (realm.isCheckFailed(error)) core.announce({ type: 'ended' });
    else core.announce({ type: 'uncaught', error: realm.describe(error), site: core.site });
    return;
  }
  core.announce({ type: 'ended' });
}

const input = workerData as WorkerInput | undefined;
if (input?.channel instanceof SharedArrayBuffer) work(input);
