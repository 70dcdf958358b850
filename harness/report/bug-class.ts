/** Names the classical mistake behind a finding; conservative: a wrong name teaches worse than none. */
import type { History } from '../oracle/history.js';
import type { FindingKind } from '../oracle/oracle.js';
import type { Site } from '../submission/program.js';
import {
  actsOnStaleRead,
  goesOnWithoutLooking,
  holdsOnAfterError,
  leavesSleepersBehind,
  notifiedTooEarly,
  releasesTooMuch,
  roundsOverlap,
  sharesNothing,
  swapsForStaleLink,
  takesInOppositeOrders,
  timeoutTakesWakeup,
} from './bug-patterns.js';
import { ofScenario } from './step-effect.js';
import type { TraceStep } from './trace.js';

export const BUG_CLASSES = [
  'check-then-act',
  'lost-wakeup',
  'if-for-while',
  'notify-one-for-notify-all',
  'ab-ba',
  'not-released-on-error',
  'unlocked-access',
  'barrier-reused-too-early',
  'busy-wait',
  'release-not-checked',
  'timeout-loses-permit',
  'aba',
  'lock-around-everything',
  'state-not-shared',
  'unclassified',
] as const;
export type BugClass = (typeof BUG_CLASSES)[number];

/** What a classification looks at. */
export interface Evidence {
  kind: FindingKind;
  steps: readonly TraceStep[];
  sites: readonly Site[];
  history: History;
}

type Pattern = readonly [(evidence: Evidence) => boolean, BugClass];

/** For executions that do not end, the most special first. */
const STUCK: readonly Pattern[] = [
  [holdsOnAfterError, 'not-released-on-error'],
  [roundsOverlap, 'barrier-reused-too-early'],
  [takesInOppositeOrders, 'ab-ba'],
  [timeoutTakesWakeup, 'timeout-loses-permit'],
  [leavesSleepersBehind, 'notify-one-for-notify-all'],
  [notifiedTooEarly, 'lost-wakeup'],
];

/** For executions that end wrongly. */
const WRONG: readonly Pattern[] = [
  [sharesNothing, 'state-not-shared'],
  [releasesTooMuch, 'release-not-checked'],
  [swapsForStaleLink, 'aba'],
  [goesOnWithoutLooking, 'if-for-while'],
  [actsOnStaleRead, 'check-then-act'],
];

export function classify(evidence: Evidence): BugClass {
  const { kind } = evidence;
  switch (kind) {
    case 'data-race':
      return racesOnItsOwn(evidence.history) ? 'unlocked-access' : (first(WRONG, evidence) ?? 'unclassified');
    case 'busy-wait':
      return 'busy-wait';
    case 'no-parallelism':
      return 'lock-around-everything';
    case 'lost-wakeup':
      return first(STUCK, evidence) ?? 'lost-wakeup';
    case 'deadlock':
    case 'livelock':
    case 'no-progress':
      return first(STUCK, evidence) ?? 'unclassified';
    case 'assertion':
    case 'mutual-exclusion':
    case 'too-many-inside':
    case 'not-linearizable':
    case 'uncaught-error':
      return first(WRONG, evidence) ?? 'unclassified';
    case 'order':
      return first([[roundsOverlap, 'barrier-reused-too-early'], ...WRONG], evidence) ?? 'unclassified';
    case 'starvation':
    case 'wrong-operation':
    case 'leak':
    case 'unequal-work':
    case 'broken-at-load':
      return 'unclassified';
    default:
      return kind satisfies never;
  }
}

/** A race on the scenario's data says that a lock does not work, not that it was forgotten. */
function racesOnItsOwn({ events }: History): boolean {
  return events.some((e) => e.type === 'race' && !ofScenario(e.first) && !(e.first.atomic && e.second.atomic));
}

function first(patterns: readonly Pattern[], evidence: Evidence): BugClass | undefined {
  return patterns.find(([matches]) => matches(evidence))?.[1];
}
