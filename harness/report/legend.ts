/** What an explanation says about words and marks of its picture that do not explain themselves. */
import type { Site } from '../submission/program.js';
import { messages, type Lang } from './messages.js';
import { ofScenario } from './step-effect.js';
import type { TraceStep } from './trace.js';

const ENTRIES = ['gate', 'asleep', 'section', 'data', 'await'] as const;
export type LegendEntry = (typeof ENTRIES)[number];

/** The file of every scenario. */
export const SCENARIO = 'scenarios.ts';

/**
 * Sentences on what occurs in the picture, and on nothing else.
 * @param starred whether two steps are marked with a star.
 */
export function legend(steps: readonly TraceStep[], sites: readonly Site[], starred: boolean, lang: Lang): string[] {
  const words = messages[lang];
  const sentences = starred ? [words.star] : [];
  if (steps.some(({ site }) => sites[site]?.file === SCENARIO)) sentences.push(words.scenario);
  for (const entry of ENTRIES) if (steps.some((step) => belongsTo(step, entry))) sentences.push(words.legend[entry]);
  return sentences;
}

function belongsTo(step: TraceStep, entry: LegendEntry): boolean {
  const [word] = step.kind.split(' ');
  switch (entry) {
    case 'gate':
      return word === 'open' || word === 'pass';
    case 'asleep':
      return word === 'asleep';
    case 'section':
      return word === 'enter' || word === 'leave';
    case 'data':
      return ofScenario(step);
    case 'await':
      return word === 'await' || word === 'resume';
    default:
      return entry satisfies never;
  }
}
