/** How strong a verdict is, in words. */
import type { Strength } from './result.js';

export function strengthInWords(strength: Strength, lang: 'en' | 'zh'): string {
  const executions = count(strength.executions);
  switch (strength.level) {
    case 'proved':
      return lang === 'zh' ? `已证明：全部 ${executions} 种执行` : `proved: all ${executions} executions`;
    case 'bounded':
      return lang === 'zh'
        ? `有界：抢占不超过 ${String(strength.preemptions)} 次的全部执行，共 ${executions} 次`
        : `bounded: all executions with at most ${plural(strength.preemptions, 'preemption')}, ${executions} of them`;
    case 'sampled':
      return lang === 'zh' ? `抽样：${executions} 次执行` : `sampled: ${executions} executions`;
    default:
      return strength satisfies never;
  }
}

/** With thin groups of three, the same in every locale. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(value: number, noun: string): string {
  return `${String(value)} ${noun}${value === 1 ? '' : 's'}`;
}
