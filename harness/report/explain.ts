/** Says what went wrong, in the language and the words of the course. */
import type { FindingKind, Text } from '../oracle/oracle.js';
import type { Site } from '../submission/program.js';
import type { BugClass } from './bug-class.js';
import { drawColumns } from './columns.js';
import type { ConflictHint } from './conflict.js';
import { legend } from './legend.js';
import { messages, type Lang } from './messages.js';
import { pictureOf, type TraceStep } from './trace.js';

/** What is known of a finding when it is explained. */
export interface Explainable {
  message: Text;
  /** Names of the tasks. */
  tasks: readonly string[];
  class: BugClass;
  /** Empty where no schedule is to blame; then nothing is said about replaying. */
  token: string;
  /** The accesses of a race. */
  hint?: ConflictHint | undefined;
  /** What was violated. */
  kind?: FindingKind;
}

export interface ExplainOptions {
  /** Columns of the picture; default 100. */
  width?: number;
  color?: boolean;
}

/**
 * The whole explanation: what was violated, in how many forced switches, the picture with the two conflicting accesses
 * (each with file and line), the class of the bug and how to replay it. A finding without steps has no picture.
 */
export function explain(
  finding: Explainable,
  trace: readonly TraceStep[],
  sites: readonly Site[],
  lang: Lang,
  { width = 100, color = false }: ExplainOptions = {},
): string {
  const words = messages[lang];
  const paragraphs = [sentence(finding.message[lang], finding.tasks)];
  if (trace.length > 0) {
    const { hint, kind } = finding;
    const picture = pictureOf(trace, sites, finding.tasks, { lang, hint, kind });
    paragraphs.push(words.switches(picture.preemptions), drawColumns(picture, { width, color, lang }));
    const meaning = legend(trace, sites, picture.conflict !== undefined, lang);
    if (meaning.length > 0) paragraphs.push(meaning.join('\n'));
  }
  if (finding.class !== 'unclassified') {
    const { title, sentence } = words.classes[finding.class];
    paragraphs.push(
      words.bug(title, sentence, `interleave show bugs/${finding.class}${lang === 'zh' ? ' --lang zh' : ''}`),
    );
  }
  if (finding.token !== '') paragraphs.push(words.replay(finding.token));
  return paragraphs.join('\n\n');
}

/** Begins with a capital, unless with a task's name, and ends with a full stop. */
function sentence(text: string, tasks: readonly string[]): string {
  const named = tasks.some((task) => text.startsWith(`${task} `));
  const begun = named ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?。！？]$/.test(begun) ? begun : begun + (/[\u4e00-\u9fff）”]$/.test(begun) ? '。' : '.');
}
