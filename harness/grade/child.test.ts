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
