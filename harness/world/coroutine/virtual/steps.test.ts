import { describe, expect, it } from '@jest/globals';
import { createCoroutineRunner } from '../create-runner.js';
import { inputOf, once } from './scenario-runs.js';
import { coroutineSteps, type StepLanguage } from './steps.js';

const LOCK = `export class Lock {
  held = false;
  waiting: (() => void)[] = [];
  async acquire() {
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.held = true;
  }
}`;

async function picture(lang: StepLanguage): Promise<string[]> {
  const input = await inputOf(
    `import { Lock } from './submission.js';
     export const s = coroutines({ setup: () => new Lock(), tasks: {
       first: async (c, lock) => { await c.call('acquire', [], () => lock.acquire()); await c.pause('work'); },
       second: async (c, lock) => { await c.pause('arrival'); await c.call('acquire', [], () => lock.acquire()); },
     } });`,
    LOCK,
  );
  const runner = createCoroutineRunner(input);
  once(runner);
  const trace = runner.trace([16, 0]);
  const sites = input.program.sites;
  return coroutineSteps(trace, runner.history(), lang).map(
    ({ task, site, kind, switch: left, note }) =>
      `${String(task)} ${kind} ${sites[site] === undefined ? '-' : `${sites[site].file}:${String(sites[site].line)}`} ${left} ${note ?? ''}`,
  );
}

describe('coroutineSteps', () => {
  it('shows outside events, awaits in their columns with their places, and the history between', async () => {
    expect(await picture('en')).toEqual([
      '0 invoke - none acquire()',
      '0 await scenario:s:4 blocked waits',
      '1 await scenario:s:5 blocked waits',
      '0 return - none returns undefined',
      '0 resume scenario:s:4 none goes on',
      '0 await scenario:s:4 blocked waits',
      "0 pause scenario:s:4 none 'work' is over, out of turn",
      '0 resume scenario:s:4 none goes on',
      "1 pause scenario:s:5 none 'arrival' is over",
      '1 resume scenario:s:5 none goes on',
      '1 invoke - none acquire()',
      '1 await submission.ts:5 blocked waits',
      '1 await scenario:s:5 blocked waits',
    ]);
  });

  it('speaks Chinese', async () => {
    expect(await picture('zh')).toContain('0 pause scenario:s:4 none “work”结束,未按次序');
  });
});
