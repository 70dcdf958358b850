import { expect, test } from '@jest/globals';
import { enters, load, sites, step } from './example-traces.js';
import { legend } from './legend.js';
import { messages } from './messages.js';

const { star, scenario, legend: words } = messages.en;

test.each([
  ['nothing for steps of the submission alone', [load(0, 0)], false, []],
  ['the stars', [load(0, 0)], true, [star]],
  ['the scenario and its section', [enters(0)], false, [scenario, words.section]],
  ['a gate once', [step(0, -1, 'open held'), step(1, -1, 'pass held')], false, [words.gate]],
  ['who waits for a sleeper', [step(0, -1, 'asleep 1')], false, [words.asleep]],
  ['memory of the scenario', [step(0, -1, 'Store', { cell: 'data[3]' })], false, [words.data]],
  ['coroutines', [step(0, -1, 'await'), step(0, -1, 'resume')], false, [words.await]],
])('explains %s', (_, steps, starred, sentences) => {
  expect(legend(steps, sites, starred, 'en')).toEqual(sentences);
});
