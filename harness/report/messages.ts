/** Every text of the explanations, in every language of the handouts. */
import type { BugClass } from './bug-class.js';
import { bugSentences } from './bug-sentences.js';
import type { LegendEntry } from './legend.js';
import type { PictureAccess } from './trace.js';

export type Lang = 'en' | 'zh';

export interface Messages {
  /** What a step did. */
  notReplaced(cell: string, value: string): string;
  notEqual(cell: string, value: string): string;
  sleeps(cell: string, value: string): string;
  wakesUp(cell: string): string;
  wakesLate(cell: string): string;
  timesOut(cell: string): string;
  notifies(cell: string, woken: number): string;
  parked: string;
  spins(times: number): string;
  preempted: string;
  /** The explanation. */
  task(name: string): string;
  doing: Readonly<Record<PictureAccess['access'], string>>;
  access(task: string, verb: string, place: string, text: string): string;
  conflict(cell: string, first: string, second: string): string;
  switches(count: number): string;
  /** What stands in the picture and does not explain itself. */
  star: string;
  scenario: string;
  legend: Readonly<Record<LegendEntry, string>>;
  bug(title: string, sentence: string, page: string): string;
  replay(token: string): string;
  classes: Readonly<Record<BugClass, { title: string; sentence: string }>>;
}

const en: Messages = {
  notReplaced: (cell, value) => `${cell} = ${value}, not replaced`,
  notEqual: (cell, value) => `${cell} = ${value} by now: does not sleep`,
  sleeps: (cell, value) => `sleeps: ${cell} = ${value}`,
  wakesUp: (cell) => `wakes up from ${cell}`,
  wakesLate: (cell) => `wakes up from ${cell}, and its time is up by now`,
  timesOut: (cell) => `its wait on ${cell} times out`,
  notifies: (cell, woken) => (woken === 0 ? `nobody sleeps on ${cell}` : `wakes ${String(woken)} on ${cell}`),
  parked: 'spins until something that it read changes',
  spins: (times) => `… spins ${String(times)} times`,
  preempted: '──▶ preempted',
  task: (name) => (/^\d+$/.test(name) ? `task ${name}` : name),
  doing: { read: 'reads it', write: 'writes it', notify: 'notifies who sleeps on it', sleep: 'falls asleep on it' },
  access: (task, verb, place, text) => `${task} ${verb}${place === '' ? '' : ` at ${place}`} (${text})`,
  conflict: (cell, first, second) => `★ ${cell}: ${first}, ${second}`,
  switches(count) {
    if (count === 0)
      return 'It takes no forced switch: it shows where tasks change places only when one waits or ends.';
    return `It takes ${String(count)} forced switch${count === 1 ? '' : 'es'} (──▶).`;
  },
  star: '★ marks the two steps whose order matters here: look at what comes between them.',
  scenario: 'Lines of scenarios.ts are the check’s own program, which calls your code.',
  legend: {
    gate: 'pass waits at a gate until somebody opens it by open.',
    asleep: 'asleep waits until that task sleeps.',
    section: 'Between enter and leave a task is inside, as the check understands it.',
    data: 'data is the program’s own memory.',
    await:
      '“waits” is an await that is reached, “goes on” one that comes back, and “is over” an answer of the outside world.',
  },
  bug: (title, sentence, page) => `${title}: ${sentence} More in ${page}.`,
  replay: (token) => `Replay it: interleave replay ${token} PATH`,
  classes: bugSentences.en,
};

const zh: Messages = {
  notReplaced: (cell, value) => `${cell} = ${value}，未替换`,
  notEqual: (cell, value) => `此时 ${cell} = ${value}：不睡眠`,
  sleeps: (cell, value) => `睡眠：${cell} = ${value}`,
  wakesUp: (cell) => `从 ${cell} 上醒来`,
  wakesLate: (cell) => `从 ${cell} 的睡眠中醒来，而时间此时已经用尽`,
  timesOut: (cell) => `在 ${cell} 上的等待超时`,
  notifies: (cell, woken) => (woken === 0 ? `没有任务睡在 ${cell} 上` : `唤醒 ${cell} 上的 ${String(woken)} 个任务`),
  parked: '自旋，直到读过的某个值发生变化',
  spins: (times) => `…… 自旋 ${String(times)} 次`,
  preempted: '──▶ 被抢占',
  task: (name) => (/^\d+$/.test(name) ? `任务 ${name}` : name),
  doing: { read: '读它', write: '写它', notify: '唤醒睡在它上面的任务', sleep: '在它上面睡着' },
  access: (task, verb, place, text) => `${task} ${place === '' ? '' : `在 ${place} `}${verb}（${text}）`,
  conflict: (cell, first, second) => `★ ${cell}：${first}；${second}`,
  switches(count) {
    return count === 0
      ? '不需要任何强制切换：任务只在等待或结束时交替，它就会出现。'
      : `需要 ${String(count)} 次强制切换（──▶）。`;
  },
  star: '★ 标出次序至关重要的两步：请看它们之间发生了什么。',
  scenario: 'scenarios.ts 的各行是检查项自己的程序，它调用你的代码。',
  legend: {
    gate: 'pass 在门前等待，直到有人用 open 打开它。',
    asleep: 'asleep 等到那个任务睡着。',
    section: '在检查项看来，从 enter 到 leave 任务处于里面。',
    data: 'data 是这个程序自己的内存。',
    await: '“等待”是到达一个 await，“继续执行”是从它返回，“结束”是外部世界作答。',
  },
  bug: (title, sentence, page) => `${title}：${sentence}详见 ${page}。`,
  replay: (token) => `重放：interleave replay ${token} PATH`,
  classes: bugSentences.zh,
};

export const messages: Readonly<Record<Lang, Messages>> = { en, zh };
