import { OK, type Oracle, type OracleVerdict } from './oracle.js';

/** Every one of these. The first that is violated speaks: put what explains most in front. */
export function allOf(...oracles: readonly Oracle[]): Oracle {
  return {
    name: oracles.map((oracle) => oracle.name).join(' + '),
    kinds: [...new Set(oracles.flatMap((oracle) => oracle.kinds))],
    needsAccesses: oracles.some((oracle) => oracle.needsAccesses === true),
    ignoresOperations: oracles.every((oracle) => oracle.ignoresOperations === true),
    judge(history) {
      let result: OracleVerdict = OK;
      for (const oracle of oracles) {
        const verdict = oracle.judge(history);
        if (verdict.verdict === 'violated') return verdict;
        if (verdict.verdict === 'unknown' && result.verdict === 'ok') result = verdict;
      }
      return result;
    },
  };
}
