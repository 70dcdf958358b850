/** How strong a verdict is, in words. */
import type { Strength } from './result.js';

export function strengthInWords(strength: Strength, lang: 'en' | 'zh'): string {
  const executions = count(strength.executions);
  const left = 'estimate' in strength && strength.estimate !== undefined ? leftInWords(strength.estimate, lang) : '';
  switch (strength.level) {
    case 'proved':
      return lang === 'zh' ? `已证明：全部 ${executions} 种执行` : `proved: all ${executions} executions`;
    case 'bounded':
      return lang === 'zh'
        ? `有界：抢占不超过 ${String(strength.preemptions)} 次的全部执行（共运行 ${executions} 次）${left}`
        : `bounded: all executions with at most ${plural(strength.preemptions, 'preemption')} (${executions} runs, repeats included)${left}`;
    case 'sampled':
      return lang === 'zh' ? `抽样：${executions} 次执行${left}` : `sampled: ${executions} runs${left}`;
    default:
      return strength satisfies never;
  }
}

/** What the levels that occur in a report mean: each is about the scenario of its check, and no other program. */
export function strengthLegend(levels: readonly (Strength['level'] | undefined)[], lang: 'en' | 'zh'): string {
  const known = (['proved', 'bounded', 'sampled'] as const).filter((level) => levels.includes(level));
  if (known.length === 0) return '';
  const meanings = known.map((level) => legends[lang][level]);
  return lang === 'zh'
    ? `都只针对检查项的场景（调用你代码的小程序）：${meanings.join('；')}。`
    : `All this is about the check’s scenario, a small program that calls your code. ${meanings.join('; ')}.`;
}

const legends = {
  en: {
    proved: 'proved: no schedule of it breaks the property',
    bounded: 'bounded: none with so few forced switches does',
    sampled: 'sampled: none of those that were tried did',
  },
  zh: {
    proved: '“已证明”指它的任何调度都不会违反该性质',
    bounded: '“有界”指强制切换不超过该次数的调度都不会违反',
    sampled: '“抽样”指试过的调度都没有违反',
  },
} as const;

function leftInWords({ explored, total }: { explored: number; total: number }, lang: 'en' | 'zh'): string {
  const share = `${significant((100 * explored) / total, explored === total ? 3 : 1)} %`;
  const all = significant(total, 2);
  return lang === 'zh'
    ? `；不同的执行估计有 ${all} 种，已证明其中约 ${share}`
    : `; of an estimated ${all} executions that differ, about ${share} are proved`;
}

/** Rounded to so many significant digits; what is beyond a million million in powers of ten. */
function significant(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  if (rounded < 1e12) return count(rounded);
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e+');
  return `${mantissa}·10^${exponent}`;
}

/** With thin groups of three, the same in every locale. */
export function count(value: number): string {
  return String(value).replace(/\B(?<!\.\d*)(?=(\d{3})+$)/g, ',');
}

function plural(value: number, noun: string): string {
  return `${String(value)} ${noun}${value === 1 ? '' : 's'}`;
}
