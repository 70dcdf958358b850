import { actorOf, choiceOf, switches, variantOf } from './schedule.js';
import type { Schedule } from './strategy.js';

/**
 * What a try says: whether the schedule (followed as far as it is offered, then the fallback) still fails; better, what
 * was really executed when it failed, which the shrinking then goes on from. `rank`: of two failures with equally many
 * preemptions the one with the lower rank is preferred, whatever their lengths (0 where it is left out).
 */
export type ShrinkTrial =
  | boolean
  | { readonly schedule: Schedule; readonly preemptions: number; readonly rank?: number };

interface Best {
  readonly schedule: Schedule;
  readonly preemptions: number;
  readonly rank?: number;
}

/** Steps of one actor in a row. */
type Segment = readonly number[];

/**
 * Delta debugging of a schedule (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", TSE 2002,
 * section 3, on segments in place of characters): to the fewest preemptions, then to the fewest steps. The candidates
 * come in a fixed order and at most `tries` are run, so the result is the same every time.
 *
 * `stillFails` should follow a candidate with `new Replay(candidate, 'skip')`.
 */
export async function shrink(
  schedule: Schedule,
  stillFails: (schedule: Schedule) => Promise<ShrinkTrial> | ShrinkTrial,
  tries = 500,
): Promise<Schedule> {
  let best: Best = { schedule, preemptions: Infinity };
  let left = tries;
  const seen = new Set<string>();
  const attempt = async (candidate: Schedule): Promise<boolean> => {
    const key = candidate.join();
    if (left <= 0 || seen.has(key)) return false;
    seen.add(key);
    left -= 1;
    const trial = await stillFails(candidate);
    if (trial === false) return false;
    const found: Best = trial === true ? { schedule: candidate, preemptions: switches(candidate) } : trial;
    if (!smaller(found, best)) return false;
    best = found;
    return true;
  };
  // The first try measures what there is; a schedule that does not fail again is given back as it was.
  if (!(await attempt(schedule))) return schedule;
  while (
    left > 0 &&
    (await improve(
      () => best.schedule,
      attempt,
      () => left <= 0,
    ))
  );
  return best.schedule;
}

function smaller(left: Best, right: Best): boolean {
  if (left.preemptions !== right.preemptions) return left.preemptions < right.preemptions;
  const [rank, other] = [left.rank ?? 0, right.rank ?? 0];
  if (rank !== other) return rank < other;
  return left.schedule.length < right.schedule.length;
}

/** One round over all kinds of candidates; true when one of them was smaller. */
async function improve(
  current: () => Schedule,
  attempt: (candidate: Schedule) => Promise<boolean>,
  exhausted: () => boolean,
): Promise<boolean> {
  for (const candidates of [truncations, removals, mergers, moves, shifts]) {
    for (const candidate of candidates(segmentsOf(current()))) {
      if (await attempt(candidate)) return true;
      // Of a schedule of thousands of switches there are more candidates than could even be written down.
      if (exhausted()) return false;
    }
  }
  return false;
}

function segmentsOf(schedule: Schedule): Segment[] {
  const segments: number[][] = [];
  let previous = -1;
  for (const choice of schedule) {
    const actor = actorOf(choice);
    const last = segments.at(-1);
    if (last !== undefined && actor === previous) last.push(choice);
    else segments.push([choice]);
    previous = actor;
  }
  return segments;
}

/** Leaves the end to the fallback: all of it, then ever smaller parts. */
function* truncations(segments: Segment[]): Generator<Schedule> {
  for (let keep = 0; keep < segments.length; keep = keep === 0 ? 1 : keep + Math.ceil((segments.length - keep) / 2)) {
    yield segments.slice(0, keep).flat();
  }
}

/** Leaves out a block of segments, large blocks first. */
function* removals(segments: Segment[]): Generator<Schedule> {
  for (let size = segments.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from + size <= segments.length; from += size) {
      yield [...segments.slice(0, from), ...segments.slice(from + size)].flat();
    }
  }
}

/** Joins a segment to the one of the same actor before it, either forwards or backwards. */
function* mergers(segments: Segment[]): Generator<Schedule> {
  for (let first = 0; first < segments.length; first += 1) {
    const head = segments[first] as Segment; // `first` is below the length.
    const second = segments.findIndex(
      (segment, index) => index > first && actorOf(segment[0] as number) === actorOf(head[0] as number), // Never empty.
    );
    if (second < 0) continue;
    const tail = segments[second] as Segment; // Just found.
    const between = segments.slice(first + 1, second);
    const rest = segments.slice(second + 1);
    yield [...segments.slice(0, first), head, tail, ...between, ...rest].flat();
    yield [...segments.slice(0, first), ...between, head, tail, ...rest].flat();
  }
}

/** Puts a segment to an earlier place: a switch that was forced upon one task may be free from another. */
function* moves(segments: Segment[]): Generator<Schedule> {
  for (let from = 1; from < segments.length; from += 1) {
    const moved = segments[from] as Segment; // `from` is below the length.
    for (let to = from - 1; to >= 0; to -= 1) {
      yield [...segments.slice(0, to), moved, ...segments.slice(to, from), ...segments.slice(from + 1)].flat();
    }
  }
}

/** Takes the last step of a segment away, or its outcome back to the ordinary one. */
function* shifts(segments: Segment[]): Generator<Schedule> {
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] as Segment; // `index` is below the length.
    const before = segments.slice(0, index).flat();
    const after = segments.slice(index + 1).flat();
    if (segment.length > 1) yield [...before, ...segment.slice(0, -1), ...after];
    for (let step = 0; step < segment.length; step += 1) {
      const choice = segment[step] as number; // `step` is below the length.
      if (variantOf(choice) === 0) continue;
      yield [...before, ...segment.slice(0, step), choiceOf(actorOf(choice), 0), ...segment.slice(step + 1), ...after];
    }
  }
}
