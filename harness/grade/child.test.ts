import { getEventListeners } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Child } from './child.js';

let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-child-test-'));
  file = join(folder, 'silent.mjs');
  writeFileSync(file, "process.on('message', () => {});\n");
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const child = (signal: AbortSignal): Child => new Child({ file, heap: 64, signal });

test('a child that was killed, or that a signal has ended, no longer listens to the signal', () => {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = (): number => getEventListeners(signal, 'abort').length;

  const killed = child(signal);
  child(signal);
  expect(listeners()).toBe(2);
  killed.kill();
  expect(listeners()).toBe(1);
  controller.abort();
  expect(listeners()).toBe(0);
  child(signal);

  expect(listeners()).toBe(0);
});

test('who asks a child that a signal ends is told of the interruption', async () => {
  const controller = new AbortController();

  const answer = child(controller.signal).ask({}, 20_000);
  controller.abort();

  await expect(answer).rejects.toMatchObject({ reason: 'interrupted' });
});

test('a child that says that it gets further has its time again, and not for ever', async () => {
  const talkative = join(folder, 'talkative.mjs');
  writeFileSync(
    talkative,
    "process.on('message', ({ times }) => { const timer = setInterval(() => { if (times-- > 0) process.send('alive'); " +
      "else { clearInterval(timer); process.send('done'); } }, 600); });\n",
  );
  const { signal } = new AbortController();
  const ask = (times: number): Promise<unknown> => {
    const asked = new Child({ file: talkative, heap: 64, signal });
    return asked.ask({ times }, 5000).finally(() => asked.kill());
  };

  const [soon, late] = await Promise.allSettled([ask(12), ask(1000)]);

  expect(soon).toEqual({ status: 'fulfilled', value: 'done' });
  expect(late).toMatchObject({ status: 'rejected', reason: { reason: 'timeout' } });
}, 60_000);
