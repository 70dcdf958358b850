import { OK, type Oracle } from './oracle.js';

/** The submission touches shared memory by nothing but these operations, as in `Atomics.load`. */
export function onlyOperations(...names: readonly string[]): Oracle {
  return {
    name: `onlyOperations(${names.join(', ')})`,
    kinds: ['wrong-operation'],
    judge(history) {
      const others = history.used.filter((name) => !names.includes(name));
      if (others.length === 0) return OK;
      return {
        verdict: 'violated',
        kind: 'wrong-operation',
        message: {
          en: `uses ${others.join(', ')} on shared memory; allowed are only ${names.join(', ')}`,
          zh: `对共享内存使用了 ${others.join('、')}；只允许 ${names.join('、')}`,
        },
        tasks: [],
        sites: [],
      };
    },
  };
}
