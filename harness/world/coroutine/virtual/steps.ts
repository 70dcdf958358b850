/** The steps of a coroutine trace, for the picture in columns: what the outside world did, and how far each task went. */
import type { History, HistoryEvent, Value } from '../../../oracle/history.js';
import type { TraceStep } from '../../../report/trace.js';
import type { Passage, Standing } from './kernel.js';
import type { CoroutineTrace, Turn } from './trace.js';

export type StepLanguage = 'en' | 'zh';

/** @param history that of the same execution, as `history()` gives it after `trace()`. */
export function coroutineSteps(trace: CoroutineTrace, history: History, lang: StepLanguage = 'en'): TraceStep[] {
  const steps: TraceStep[] = [];
  let standing: Standing[] = [];
  for (const turn of trace.turns) {
    if (turn.kind !== 'start') steps.push(happened(turn, standing, lang));
    const passages = [...turn.passages];
    for (let index = turn.from; index < turn.to; index += 1) {
      while (passages[0] !== undefined && passages[0].at <= index)
        steps.push(passed(passages.shift() as Passage, lang));
      const event = history.events[index];
      const note = event === undefined ? undefined : said(event, lang);
      if (event !== undefined && note !== undefined && 'task' in event) {
        steps.push({ ...blank(event.task, 'site' in event ? event.site : -1, event.type), note });
      }
    }
    for (const passage of passages) steps.push(passed(passage, lang));
    standing = turn.standing;
  }
  return steps;
}

function blank(task: number, site: number, kind: string): TraceStep {
  return { task, site, kind, cell: null, before: null, after: null, result: null, switch: 'none' };
}

function happened(turn: Turn, standing: readonly Standing[], lang: StepLanguage): TraceStep {
  const site = standing.find((each) => each.task === turn.task)?.site ?? -1;
  const order = turn.deviates ? (lang === 'en' ? ', out of turn' : ',未按次序') : '';
  return { ...blank(turn.task, site, turn.kind), note: `${outside(turn, lang)}${order}` };
}

function outside(turn: Turn, lang: StepLanguage): string {
  const en = lang === 'en';
  switch (turn.kind) {
    case 'pause':
      if (turn.variant === 1) return en ? `'${turn.label}' fails` : `“${turn.label}”失败`;
      return en ? `'${turn.label}' is over` : `“${turn.label}”结束`;
    case 'timer':
      return en ? `the timer of ${turn.label} fires` : `${turn.label} 的定时器触发`;
    case 'immediate':
      return en ? 'the immediate runs' : 'setImmediate 的回调执行';
    case 'abort':
      return en ? `'${turn.label}': the signal is aborted` : `“${turn.label}”:信号被中止`;
    case 'start':
      return '';
    default:
      return turn.kind satisfies never;
  }
}

function passed(passage: Passage, lang: StepLanguage): TraceStep {
  const step = blank(passage.task, passage.site, passage.back ? 'resume' : 'await');
  if (passage.back) return { ...step, note: lang === 'en' ? 'goes on' : '继续执行' };
  return { ...step, switch: 'blocked', note: lang === 'en' ? 'waits' : '等待' };
}

function said(event: HistoryEvent, lang: StepLanguage): string | undefined {
  const en = lang === 'en';
  switch (event.type) {
    case 'invoke':
      return `${event.op}(${event.args.map(shown).join(', ')})`;
    case 'return':
      return en ? `returns ${shown(event.value)}` : `返回 ${shown(event.value)}`;
    case 'throw':
      return en ? `fails: ${event.error}` : `失败:${event.error}`;
    case 'enter':
      return en ? `enters '${event.section}'` : `进入“${event.section}”`;
    case 'leave':
      return en ? `leaves '${event.section}'` : `离开“${event.section}”`;
    case 'mark':
      return `${event.name} ${shown(event.value)}`;
    case 'fail':
      return en ? `wrong: ${event.message}` : `错误:${event.message}`;
    case 'uncaught':
      return en ? `uncaught: ${event.error}` : `未捕获:${event.error}`;
    case 'spin':
      return en ? 'never ends' : '永不结束';
    case 'sleep':
    case 'wake':
    case 'stop':
    case 'race':
    case 'access':
      return undefined;
    default:
      return event satisfies never;
  }
}

function shown(value: Value): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return 'undefined' in value ? 'undefined' : value.object;
  }
  return Array.isArray(value) ? `[${value.map(shown).join(', ')}]` : JSON.stringify(value);
}
