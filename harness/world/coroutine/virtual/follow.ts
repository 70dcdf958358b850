/** Takes the choices of a schedule, then everything in its turn. */
import type { Schedule, Strategy } from '../../../explore/strategy.js';

export interface Follower extends Strategy {
  /** The first step at which the schedule's choice was no option, or -1. */
  divergedAt: number;
}

export function follow(schedule: Schedule): Follower {
  const follower: Follower = {
    name: 'follow',
    divergedAt: -1,
    begin: () => true,
    choose(point) {
      const wanted = schedule[point.depth];
      if (wanted === undefined) return point.fallback;
      for (let i = 0; i < point.count; i += 1) {
        if ((point.actors[i] as number) * 16 + (point.variants[i] as number) === wanted) return i;
      }
      if (follower.divergedAt < 0) follower.divergedAt = point.depth;
      return point.fallback;
    },
    end: () => undefined,
    progress: { executions: 0, cut: 0, exhausted: false },
  };
  return follower;
}
