/** The trace of an execution that goes round in a circle, without the rounds that show nothing new. */
import type { Lang } from './messages.js';
import type { TraceStep } from './trace.js';

const LONGEST_CYCLE = 256;
/** So often a cycle must come for the rest to be left out, and so often it is shown. */
const ROUNDS = 4;
const SHOWN = 2;

/** Only a cycle of several tasks: what one task repeats is folded where it is drawn. */
export function withoutRounds(steps: TraceStep[], lang: Lang): TraceStep[] {
  const texts = steps.map((step) => JSON.stringify({ ...step, switch: '' }));
  for (let period = 2; period <= Math.min(LONGEST_CYCLE, Math.floor(steps.length / ROUNDS)); period += 1) {
    let from = steps.length - period;
    while (from > 0 && texts[from - 1] === texts[from - 1 + period]) from -= 1;
    const cycle = steps.slice(from, from + period);
    if (steps.length - from < ROUNDS * period || new Set(cycle.map(({ task }) => task)).size < 2) continue;
    const last = cycle[period - 1] as TraceStep; // The period is 2 at least.
    return [
      ...steps.slice(0, from + SHOWN * period),
      { ...last, kind: 'for ever', switch: 'none', note: again(period, lang) },
    ];
  }
  return steps;
}

function again(period: number, lang: Lang): string {
  return lang === 'zh'
    ? `如此循环不止：这 ${period} 步一再重复`
    : `and so on for ever: the same ${period} steps again and again`;
}
