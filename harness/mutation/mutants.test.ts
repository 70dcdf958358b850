import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assignment/package-root.js';
import { mutantsOf } from './mutants.js';

const source = `export class Lock {
  acquire(): void {
    // looks, and sleeps
    while (Atomics.exchange(this.memory, 0, 1) !== 0) Atomics.wait(this.memory, 0, 1);
  }
}
`;

describe('mutantsOf', () => {
  test('names a mutant by operator and line, and says where it is and what it changes', () => {
    const mutant = mutantsOf('lock.ts', source).find(({ operator }) => operator === 'while-to-if');

    expect(mutant).toMatchObject({
      id: 'while-to-if:4',
      in: 'acquire',
      file: 'lock.ts',
      line: 4,
      was: 'while (Atomics.exchange(this.memory, 0, 1) !== 0) Atomics.wait(this.memory, 0, 1);',
      becomes: 'if (Atomics.exchange(this.memory, 0, 1) !== 0) Atomics.wait(this.memory, 0, 1);',
    });
    expect(mutant?.source).toBe(source.replace('while', 'if'));
  });

  test('gives every mutant a name of its own and a text of its own', () => {
    const mutants = mutantsOf('lock.ts', source);

    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(new Set(mutants.map((mutant) => mutant.source)).size).toBe(mutants.length);
    expect(mutants.some((mutant) => mutant.source === source)).toBe(false);
  });

  test('refuses what it cannot parse', () => {
    expect(() => mutantsOf('lock.ts', 'class {')).toThrow('lock.ts');
  });

  test('finds mistakes to make in every reference', () => {
    const root = join(packageRoot(), 'reference');
    for (const unit of ['coroutine', 'thread']) {
      for (const mechanism of readdirSync(join(root, unit))) {
        const file = `${mechanism}.ts`;
        const mutants = mutantsOf(file, readFileSync(join(root, unit, mechanism, file), 'utf8'));

        expect(mutants.length).toBeGreaterThan(7);
      }
    }
  });
});
