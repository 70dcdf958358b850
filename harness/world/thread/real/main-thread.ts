import type { History, HistoryEvent } from '../../../oracle/history.js';
import type { Program } from '../../../submission/program.js';
import { Outside } from '../../outside.js';
import { asksForTime } from '../asks-for-time.js';
import type { Core, Realm } from '../core.js';
import type { GeneratedTasks } from '../../generated-tasks.js';
import { Layout } from '../layout.js';
import { Machine } from '../machine.js';
import { loadScenario, makeRealm } from '../realm.js';
import { Recorder } from '../recorder.js';
import { type ScenarioShape, shapeOf } from '../scenario-shape.js';
import { Task } from '../task.js';
import { VirtualCore, VirtualThread } from '../virtual/runtime.js';
import { bareContext } from './bare-context.js';

export interface RealInput {
  program: Program;
  prelude: string;
  scenario: string;
  generated?: GeneratedTasks;
  maxSteps: number;
  recordAccesses: boolean;
  plan?: { seed: number };
}

/** The main thread of a real child: shares out the memory, and runs what runs while no worker does: `cells`, `init`, `after`. */
export class MainThread {
  readonly shape: ScenarioShape;
  readonly machine: Machine;
  readonly memory: Int32Array<SharedArrayBuffer>;
  readonly data: Int32Array<SharedArrayBuffer>;
  readonly #realm: Realm;
  readonly #scenario: Record<string, unknown>;
  readonly #views: readonly [Int32Array, Int32Array];

  constructor({ program, prelude, scenario, generated, maxSteps, recordAccesses, plan }: RealInput) {
    const none = new Machine(
      { layout: new Layout(0, 0), tasks: [], maxSteps: 0, ofSubmission: () => false },
      new Recorder(1),
    );
    const core = new VirtualCore(none, new Task(0, 'main'));
    core.offRecord = true;
    this.#realm = makeRealm(bareContext(), core as Core, prelude, program);
    this.#scenario = loadScenario(this.#realm, program, scenario, generated);
    this.shape = shapeOf(this.#scenario, scenario);
    const { names, data, stops } = this.shape;
    const cells = Number(this.#realm.plain(this.#scenario['cells']));
    this.memory = new Int32Array(new SharedArrayBuffer(cells * 4));
    this.data = new Int32Array(new SharedArrayBuffer(data * 4));
    this.machine = new Machine(
      {
        layout: new Layout(cells, data),
        tasks: names,
        maxSteps,
        stops,
        clocks: asksForTime(program),
        recordAccesses,
        ofSubmission: (site) => program.sites[site]?.file.startsWith('scenarios.ts') === false,
      },
      new Recorder(names.length + 1),
    );
    core.configure(this.machine, this.memory, this.data);
    this.#views = [this.#realm.view(this.memory.buffer), this.#realm.view(this.data.buffer)];
    const main = new Task(names.length, 'main');
    const outside = new Outside(plan?.seed ?? 1, main.id);
    core.running = new VirtualThread(main, this.#realm, this.#views[0], this.#views[1], outside);
  }

  /** Names of the tasks, and of this thread, which comes last. */
  get names(): string[] {
    return [...this.shape.names, 'main'];
  }

  /** Zeroes all memory and runs `init`. Where that fails, nothing else happens: returns the whole history. */
  init(): History | undefined {
    this.memory.fill(0);
    this.data.fill(0);
    const init = this.#scenario['init'];
    if (init === undefined) return undefined;
    try {
      this.#realm.plain(init, ...this.#views);
      return undefined;
    } catch (error) {
      const end = { status: 'broken', phase: 'init', error: this.#realm.describe(error), site: 0 } as const;
      return { tasks: this.names, events: [], end, used: this.machine.used.names() };
    }
  }

  /** Runs `after`; what it finds goes to the machine's recorder. */
  after(): void {
    const after = this.#scenario['after'];
    if (after === undefined) return;
    try {
      this.#realm.plain(after, ...this.#views);
    } catch (error) {
      if (this.#realm.isCheckFailed(error)) return;
      const task = this.shape.names.length;
      this.machine.recorder.emit({ type: 'uncaught', task, error: this.#realm.describe(error), site: 0 });
    }
  }

  /** Runs `after` and returns what it found alone. */
  afterwards(): HistoryEvent[] {
    this.machine.recorder.reset();
    this.after();
    return this.machine.recorder.events.slice();
  }
}
