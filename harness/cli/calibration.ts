/** The mutants of one assignment with what became of them, and the text that says so. */
import { type Equivalent, type MutantKey, sameMutant } from '../mutation/equivalents.js';
import type { Mutant } from '../mutation/mutants.js';
import type { Style } from '../report/style.js';
import type { Judgement } from './judge-mutant.js';

export type Fate = Judgement | { type: 'equivalent'; reason: string };

export interface Judged {
  mutant: Mutant;
  fate: Fate;
}

export interface Calibration {
  assignment: string;
  judged: Judged[];
  /** Entries of `equivalent.json` that are none: no such mutant, or one that a check kills. */
  stale: MutantKey[];
}

/** @param selected the mutants that were chosen; what is known of others is left alone */
export function calibrationOf(
  assignment: string,
  selected: readonly { mutant: Mutant; judgement: Judgement }[],
  all: readonly Mutant[],
  equivalents: readonly Equivalent[],
): Calibration {
  const judged = selected.map(({ mutant, judgement }): Judged => {
    const known = equivalents.find((each) => sameMutant(each, mutant));
    const isKnown = judgement.type === 'survived' && known !== undefined;
    return { mutant, fate: isKnown ? { type: 'equivalent', reason: known.reason } : judgement };
  });
  const stale = equivalents.filter((each) => {
    const fates = judged.filter(({ mutant }) => sameMutant(each, mutant));
    if (fates.length > 0) return !fates.some(({ fate }) => fate.type === 'equivalent');
    return !all.some((mutant) => sameMutant(each, mutant));
  });
  return { assignment, judged, stale };
}

/** Every survivor has its reason, and every reason its survivor. */
export function isExplained({ judged, stale }: Calibration): boolean {
  return stale.length === 0 && judged.every(({ fate }) => fate.type !== 'survived' && fate.type !== 'error');
}

export function tally({ judged }: Pick<Calibration, 'judged'>): Record<Fate['type'], number> {
  const counts = { killed: 0, survived: 0, invalid: 0, error: 0, equivalent: 0 };
  for (const { fate } of judged) counts[fate.type] += 1;
  return counts;
}

export function summaryLine(name: string, calibration: Pick<Calibration, 'judged'>): string {
  const { killed, equivalent, invalid, survived, error } = tally(calibration);
  const rare = [
    ...(survived > 0 ? [`${String(survived)} survived`] : []),
    ...(error > 0 ? [`${String(error)} could not be judged`] : []),
  ];
  const always = [`${String(killed)} killed`, `${String(equivalent)} equivalent`, `${String(invalid)} invalid`];
  return `${name}: ${String(calibration.judged.length)} mutants: ${[...always, ...rare].join(', ')}`;
}

/** What stands below the summary of an assignment. */
export function calibrationLines(calibration: Calibration, style: Style): string[] {
  const { judged, stale } = calibration;
  const byCheck = judged.flatMap(({ fate }) => (fate.type === 'killed' ? [fate.check] : []));
  return [
    `  killed by ${list(countsOf(byCheck).map(([check, count]) => `${check} ${String(count)}`))}`,
    `  operators ${list(byOperator(judged))}`,
    ...judged.flatMap((each) => judgedLines(each, style)),
    ...stale.flatMap((key) => staleLines(key, style)),
  ];
}

function byOperator(judged: readonly Judged[]): string[] {
  return countsOf(judged.map(({ mutant }) => mutant.operator)).map(([operator, count]) => {
    const killed = judged.filter(({ mutant, fate }) => mutant.operator === operator && fate.type === 'killed').length;
    return `${operator} ${String(killed)}/${String(count)}`;
  });
}

function judgedLines({ mutant, fate }: Judged, style: Style): string[] {
  switch (fate.type) {
    case 'killed':
    case 'equivalent':
      return [];
    case 'invalid':
      return [`  ${style('dim', `invalid   ${place(mutant)}`)}`];
    case 'survived':
      return [`  ${style('red', 'SURVIVED')}  ${place(mutant)}`, ...diff(mutant, style)];
    case 'error':
      return [
        `  ${style('yellow', 'ERROR')}     ${place(mutant)} · ${fate.check}: ${fate.message}`,
        ...diff(mutant, style),
      ];
    default:
      return fate satisfies never;
  }
}

function place({ id, file, line, in: name }: Mutant): string {
  return `${id}  ${file}:${String(line)} in ${name}`;
}

function staleLines(key: MutantKey, style: Style): string[] {
  const place = `${key.operator} in ${key.in}`;
  return [`  ${style('yellow', 'STALE')}     ${place}: equivalent.json explains no survivor`, ...diff(key, style)];
}

function diff({ was, becomes }: Pick<MutantKey, 'was' | 'becomes'>, style: Style): string[] {
  const lines = (text: string, sign: string): string[] => text.split('\n').map((line) => `      ${sign} ${line}`);
  return [
    ...lines(was, '-').map((line) => style('red', line)),
    ...lines(becomes, '+').map((line) => style('green', line)),
  ];
}

/** Most frequent first. */
function countsOf(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(' · ');
}
