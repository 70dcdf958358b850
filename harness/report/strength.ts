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
        : `bounded: all executions with at most ${plural(strength.preemptions, 'preemption')} (${executions} runs in all)${left}`;
    case 'sampled':
      return lang === 'zh' ? `抽样：${executions} 次执行${left}` : `sampled: ${executions} runs${left}`;
    default:
      return strength satisfies never;
  }
}

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
