import type { CallName } from '../kernel.js';
import type { StepKind } from '../../../submission/runtime.js';
import { ProcessState } from './kernel/process-state.js';

/** The next step of a process. */
export type PendingStep =
  | { type: 'start' }
  | { type: 'call'; name: CallName; args: readonly unknown[] }
  | { type: 'memory'; kind: StepKind; object: number; cell: number; writes: boolean; fatal: boolean }
  | { type: 'word'; word: string; operand: string };

/** A virtual process as the machine sees it. Its number is the order in which processes were started. */
export class ProcessTask {
  readonly id: number;
  /** What the kernel knows of it. */
  process = new ProcessState(0, 0, 0, '', []);
  pid = 0;
  name = '';
  role = '';
  site = 0;
  pending: PendingStep = { type: 'start' };
  /** The role's function has returned or thrown, or the process was ended. */
  over = false;
  /** Gives way at its next step: a switch there is no preemption and a fair scheduler takes it. */
  givesWay = false;
  /** Steps performed, and those that changed something: for loops. */
  steps = 0;
  effects = 0;
  /** Waits of others that time has ended since its last step, although it could have gone on. */
  passedOver = 0;

  constructor(id: number) {
    this.id = id;
  }

  begin(process: ProcessState, name: string): void {
    this.process = process;
    this.pid = process.pid;
    this.role = process.role;
    this.name = name;
    this.site = 0;
    this.pending = { type: 'start' };
    this.over = false;
    this.givesWay = false;
    this.steps = 0;
    this.effects = 0;
    this.passedOver = 0;
  }
}

/** The announced step: a call's name, a word, `memory` or `start`. */
export function stepName({ pending }: ProcessTask): string {
  switch (pending.type) {
    case 'call':
      return pending.name;
    case 'word':
      return pending.word;
    case 'memory':
    case 'start':
      return pending.type;
    default:
      return pending satisfies never;
  }
}
