import type { Estimate } from './estimate.js';

/** How strong a verdict without a finding is. */
export type Strength =
  /** All inequivalent executions passed. */
  | { readonly kind: 'proved'; readonly executions: number }
  /** All executions with at most so many preemptions passed. */
  | {
      readonly kind: 'bounded';
      readonly preemptions: number;
      readonly executions: number;
      readonly estimate?: Estimate;
    }
  /** `estimate`: how far the reduction came before its part of the budget was used up. */
  | { readonly kind: 'sampled'; readonly schedules: number; readonly estimate?: Estimate };

/** What only the world knows and a claim about all executions needs. */
export interface WorldFacts {
  /** No execution had a data race, and no step ran where a switch is possible in reality but not here. */
  readonly sound: boolean;
}
