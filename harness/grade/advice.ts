import type { Check } from '../assignment/define.js';
import type { Finding } from '../report/result.js';

/** The finding with what its check has to say about it: why the property matters, and where to look. */
export function withAdvice(finding: Finding, check: Check, lang: 'en' | 'zh'): Finding {
  const [why, where] = lang === 'zh' ? ['为什么重要：', '看哪里：'] : ['Why it matters: ', 'Where to look: '];
  const advice = `${why}${check.rationale[lang]}\n${where}${check.help[lang]}`;
  return { ...finding, explanation: `${finding.explanation}\n\n${advice}` };
}
