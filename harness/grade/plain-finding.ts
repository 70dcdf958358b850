import type { Check } from '../assignment/define.js';
import type { Finding } from '../report/result.js';
import type { Exploration } from './explore-scenario.js';

type Broken = Extract<Exploration, { type: 'broken' | 'dies' }>;

/** A finding that no schedule is to blame for: the submission cannot be run. */
export function brokenFinding(check: Check, broken: Broken, lang: 'en' | 'zh'): Finding {
  return plain(check, sentence(broken, lang));
}

function sentence(broken: Broken, lang: 'en' | 'zh'): string {
  if (broken.type === 'dies') {
    return lang === 'zh'
      ? `运行这份提交的进程被终止（内存超限？）：${broken.message}`
      : `The process that runs the submission does not survive it (too much memory?): ${broken.message}`;
  }
  const phase = {
    en: broken.phase === 'load' ? 'being imported' : 'being set up',
    zh: broken.phase === 'load' ? '导入' : '初始化',
  };
  return lang === 'zh'
    ? `提交的代码在${phase.zh}时出错：${broken.message}`
    : `The submission fails while ${phase.en}: ${broken.message}`;
}

/** The submission could not be read or compiled. */
export function problemFinding(check: Check, message: string, lang: 'en' | 'zh'): Finding {
  return plain(check, lang === 'zh' ? `提交无法编译：${message}` : message);
}

function plain(check: Check, message: string): Finding {
  return {
    kind: 'broken-at-load',
    check: check.id,
    message,
    token: '',
    confirmed: 'not-needed',
    class: 'unclassified',
    explanation: message,
  };
}
