/** The report in the terminal: a line per check as it finishes, then the findings, then the points. */
import { printable } from './printable.js';
import type { CheckHeading, CheckProgress, Reporter } from './reporter.js';
import type { CheckResult, Finding, Result } from './result.js';
import { count, strengthInWords, strengthLegend } from './strength.js';
import { type Style, styleFor } from './style.js';

type Language = 'en' | 'zh';

export interface TerminalOptions {
  output: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  lang: Language;
  /** As given, for the commands that the report proposes. */
  submissionPath: string;
  /** Default: what the stream can show. */
  style?: Style;
}

const words = {
  en: {
    hidden: 'hidden',
    points: 'Points',
    seed: 'seed',
    several: 'Several checks',
    replay: 'See it again',
    notes: 'limits',
    error: 'could not be judged',
  },
  zh: {
    hidden: '隐藏',
    points: '得分',
    seed: '种子',
    several: '多项检查',
    replay: '重放',
    notes: '局限',
    error: '无法评判',
  },
} as const;

/** Between two redraws of the progress line, in milliseconds. */
const redraw = 100;

export function terminalReporter(options: TerminalOptions): Reporter {
  const { output, lang, submissionPath } = options;
  const style = options.style ?? styleFor(output);
  const line = progressLine(output, lang, style);
  const say = (text: string): void => {
    line.clear();
    output.write(`${text}\n`);
  };
  return {
    name: 'terminal',
    checkStarted: (check) => {
      line.show(check, undefined);
    },
    progress: (check, progress) => {
      line.show(check, progress);
    },
    checkFinished: (check) => {
      say(checkLines(check, lang, style).join('\n'));
    },
    graded: (result) => {
      for (const { checks, finding } of differentFindings(result.checks)) {
        say(findingText(checks, finding, lang, submissionPath, style));
      }
      const meaning = strengthLegend(
        result.checks.map(({ strength }) => strength?.level),
        lang,
      );
      if (meaning !== '') say(`\n${style('dim', meaning)}`);
      say(`\n${totalLine(result, lang, style)}`);
    },
  };
}

function checkLines(check: CheckResult, lang: Language, style: Style): string[] {
  const points = `${shortNumber(check.points)}/${shortNumber(check.maxPoints)}`.padStart(7);
  const hidden = check.visibility === 'hidden' ? style('dim', ` (${words[lang].hidden})`) : '';
  const detail = printable(detailOf(check, lang));
  const head = `${sign(check, style)} ${points}  ${printable(check.title)}${hidden}${detail === '' ? '' : style('dim', ` · ${detail}`)}`;
  const notes = check.strength?.notes ?? [];
  const rate = check.rate === undefined ? [] : [style('dim', `           ${rateInWords(check.rate, lang)}`)];
  return [head, ...rate, ...notes.map((note) => style('dim', `           ${words[lang].notes}: ${printable(note)}`))];
}

/** Free runs that say nothing when all of them go well. */
const FEW_RUNS = 20;

/** Says why nobody should wait for a failure to show by itself. */
function rateInWords({ failures, runs }: { failures: number; runs: number }, lang: Language): string {
  if (lang === 'zh') {
    const never = runs < FEW_RUNS ? '没有出错：次数太少，说明不了什么' : '一次也没有出错：靠运气很难碰到这个错误';
    const failed = failures === 0 ? never : `出错 ${count(failures)} 次`;
    return `在这台机器上不加强制地运行 ${count(runs)} 次，${failed}`;
  }
  const never = runs < FEW_RUNS ? 'it did not fail: too few to tell' : 'it never failed: luck hides this mistake';
  const failed = failures === 0 ? never : `it failed ${times(failures)}`;
  return `run ${times(runs)} on this machine without forcing anything, ${failed}`;
}

function sign({ outcome }: CheckResult, style: Style): string {
  switch (outcome) {
    case 'passed':
      return style('green', '✔');
    case 'failed':
      return style('red', '✘');
    case 'skipped':
      return style('dim', '–');
    case 'error':
      return style('yellow', '!');
    default:
      return outcome satisfies never;
  }
}

function detailOf(check: CheckResult, lang: Language): string {
  switch (check.outcome) {
    case 'passed':
      return check.strength ? strengthInWords(check.strength, lang) : '';
    case 'failed':
      return [...new Set(check.findings.map(({ kind }) => kind))].join(', ') || (check.reason ?? '');
    case 'skipped':
      return check.reason ?? '';
    case 'error':
      return `${words[lang].error}${check.reason === undefined ? '' : `: ${check.reason}`}`;
    default:
      return check.outcome satisfies never;
  }
}

/** What does not even load fails every check for the same reason, which is said once. */
function differentFindings(checks: readonly CheckResult[]): { checks: CheckResult[]; finding: Finding }[] {
  const byText = new Map<string, { checks: CheckResult[]; finding: Finding }>();
  for (const check of checks) {
    for (const finding of check.findings) {
      const text = finding.kind === 'broken-at-load' ? finding.message : finding.explanation;
      const same = byText.get(text);
      if (same) same.checks.push(check);
      else byText.set(text, { checks: [check], finding });
    }
  }
  return [...byText.values()];
}

function findingText(
  checks: readonly CheckResult[],
  finding: Finding,
  lang: Language,
  path: string,
  style: Style,
): string {
  const explanation = printable(finding.explanation).trimEnd();
  const ours = checks.some(({ outcome }) => outcome === 'error');
  const title = checks.length > 1 ? words[lang].several : (checks[0]?.title ?? '');
  const ids = checks.map(({ id }) => id).join(', ');
  const heading = style(['bold', ours ? 'yellow' : 'red'], printable(title));
  const replay = `interleave replay ${finding.token} ${shellWord(path)}`;
  const parts = [`\n── ${heading} ${style('dim', `(${printable(ids)})`)}\n`, explanation];
  if (finding.token !== '' && !explanation.includes(finding.token)) {
    parts.push(`\n${words[lang].replay}: ${style('cyan', replay)}`);
  }
  return parts.join('\n');
}

function totalLine({ points, maxPoints, seed, checks }: Result, lang: Language, style: Style): string {
  const colour = checks.some(({ outcome }) => outcome === 'error') ? 'yellow' : points === maxPoints ? 'green' : 'red';
  const total = style(['bold', colour], `${words[lang].points} ${shortNumber(points)}/${shortNumber(maxPoints)}`);
  return `${total}${style('dim', ` (${words[lang].seed} ${String(seed)})`)}`;
}

/** One line that is drawn over and over on a TTY, and never elsewhere. */
function progressLine(
  output: TerminalOptions['output'],
  lang: Language,
  style: Style,
): { show(check: CheckHeading, progress: CheckProgress | undefined): void; clear(): void } {
  let shown = false;
  let last = 0;
  const clear = (): void => {
    if (shown) output.write('\r\u001b[2K');
    shown = false;
  };
  return {
    clear,
    show(check, progress) {
      if (output.isTTY !== true) return;
      const now = performance.now();
      if (progress && shown && now - last < redraw) return;
      last = now;
      clear();
      const done = progress ? `  ${count(progress.executions)} (${printable(progress.strategy)})` : '';
      // Wide characters take two columns; half of the line is always enough room for them.
      const text = Array.from(`… ${printable(check.title[lang])}${done}`);
      output.write(
        style('dim', text.slice(0, Math.floor((output.columns ?? 80) / (lang === 'zh' ? 2 : 1)) - 1).join('')),
      );
      shown = true;
    },
  };
}

function times(value: number): string {
  return value === 1 ? 'once' : `${count(value)} times`;
}

function shellWord(text: string): string {
  const safe = printable(text);
  return /^[\w./@%+=:,-]+$/.test(safe) ? safe : `'${safe.replaceAll(`'`, String.raw`'\''`)}'`;
}

function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}
