import { describe, expect, test } from '@jest/globals';
import { RandomWalk } from './random-walk.js';
import { Replay } from './replay.js';
import { choiceOf } from './schedule.js';
import { shrink, type ShrinkTrial } from './shrink.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { lostUpdate, lostWakeup, philosophers } from './toy-programs.js';
import type { Schedule } from './strategy.js';

interface Example {
  readonly program: ToyProgram;
  readonly fails: (machine: ToyMachine, status: string) => boolean;
}

const examples: [string, Example, number][] = [
  ['lost update x4', { program: lostUpdate(4), fails: (machine) => machine.memory[0] !== 4 }, 1],
  ['philosophers x4', { program: philosophers(4), fails: (_, status) => status === 'stuck' }, 1],
  ['lost wakeup', { program: lostWakeup(false), fails: (_, status) => status === 'stuck' }, 1],
];

function failing(example: Example, seed: number): Schedule {
  const machine = new ToyMachine(example.program);
  const walk = new RandomWalk(seed);
  for (let i = 0; i < 10_000 && walk.begin(); i += 1) {
    if (example.fails(machine, machine.run(walk).status)) return machine.schedule();
  }
  throw new Error('no failure found');
}

function replay(example: Example, schedule: Schedule): { fails: boolean; schedule: Schedule; preemptions: number } {
  const machine = new ToyMachine(example.program);
  const strategy = new Replay(schedule, 'skip');
  strategy.begin();
  const { status } = machine.run(strategy);
  return { fails: example.fails(machine, status), schedule: machine.schedule(), preemptions: strategy.preemptions };
}

describe('shrinking', () => {
  test.each(examples)(
    '%s: to the fewest preemptions, from any failure, the same every time',
    async (_name, example, fewest) => {
      for (let seed = 0; seed < 5; seed += 1) {
        const schedule = failing(example, seed);
        const trial = (candidate: Schedule): ShrinkTrial => {
          const result = replay(example, candidate);
          return result.fails && result;
        };

        const small = await shrink(schedule, trial);

        const result = replay(example, small);
        expect(result.fails).toBe(true);
        expect(result.preemptions).toBeLessThanOrEqual(fewest);
        expect(await shrink(schedule, trial)).toEqual(small);
      }
    },
  );

  test('needs no more than yes and no', async () => {
    const example = examples[0]?.[1] as Example; // The first example is there.
    const small = await shrink(failing(example, 7), (candidate) => replay(example, candidate).fails);

    expect(replay(example, small)).toMatchObject({ fails: true, preemptions: 1 });
  });

  test('prefers the lower rank among failures with equally many preemptions, and not before', async () => {
    const one = [choiceOf(0, 0), choiceOf(1, 0), choiceOf(1, 0)];
    const [shorter, fewer] = [one.slice(0, 2), one.slice(0, 1)];
    const trials = new Map<string, ShrinkTrial>([
      [one.join(), { schedule: one, preemptions: 1, rank: 0 }],
      [shorter.join(), { schedule: shorter, preemptions: 1, rank: 1 }],
    ]);
    const trial = (schedule: Schedule): ShrinkTrial => trials.get(schedule.join()) ?? false;
    expect(await shrink(one, trial)).toEqual(one);

    trials.set(fewer.join(), { schedule: fewer, preemptions: 0, rank: 1 });
    expect(await shrink(one, trial)).toEqual(fewer);
  });

  test('gives a schedule back that does not fail', async () => {
    expect(await shrink([0, 16], () => false)).toEqual([0, 16]);
  });

  test('does not write down what it has no tries left for', async () => {
    // Of so many switches there are a hundred million moves, each as long as the schedule.
    const endless = Array.from({ length: 14_000 }, (_, step) => choiceOf(step % 2, 0));
    let tries = 0;
    const shortest = await shrink(
      endless,
      (candidate) => {
        tries += 1;
        return candidate.length === endless.length;
      },
      60,
    );

    expect(tries).toBe(60);
    expect(shortest).toEqual(endless);
  });

  test('stops after the given number of tries', async () => {
    let tries = 0;
    await shrink(
      Array.from({ length: 100 }, (_, i) => (i % 3) * 16),
      () => {
        tries += 1;
        return true;
      },
      20,
    );

    expect(tries).toBeLessThanOrEqual(20);
  });
});
