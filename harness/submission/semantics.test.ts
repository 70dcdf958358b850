import { describe, expect, test } from '@jest/globals';
import { runInstrumented, runPlain, type Outcome } from './semantics/run.js';
import { classes } from './semantics/classes.js';
import { control } from './semantics/control.js';
import { data } from './semantics/data.js';
import { functions } from './semantics/functions.js';
import { shared } from './semantics/shared.js';
import { typescript } from './semantics/typescript.js';

describe('instrumented code means the same', () => {
  const cases = Object.entries({ ...functions, ...classes, ...control, ...data, ...typescript, ...shared });

  test.each(cases)('%s', async (_, text) => {
    const plain: Outcome = await runPlain(text);
    expect(await runInstrumented(text, 'driven')).toEqual(plain);
    expect(await runInstrumented(text, 'switching')).toEqual(plain);
  });

  test('there are enough of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
  });
});
