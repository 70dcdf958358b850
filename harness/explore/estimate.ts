/** How much of a search has been done, as far as one can tell from where it stands. */
export interface Estimate {
  /** Inequivalent executions explored. */
  readonly explored: number;
  /** Inequivalent executions in all, estimated; never fewer than explored, at most 2^53 - 1. */
  readonly total: number;
}

/** A state on the path from the beginning of the search to where it stands. */
export interface Fork {
  /** Branches from here under which an execution ended, all of them done. */
  readonly fruitful: number;
  /** Branches that are known and not done; the first is the one that the path goes along. */
  readonly branches: { readonly length: number };
}

/**
 * The weighted backtrack estimator (Kilby, Slaney, Thiébaux and Walsh, "Estimating search tree size", AAAI 2006, section 3),
 * for the leaves of a depth-first search that was interrupted: had each branch of a fork the same chance, the leaves seen
 * would have been met with such and such a probability; their number divided by it is the estimate. Like Knuth's
 * ("Estimating the efficiency of backtrack programs", 1975), of which it is the form for a search instead of samples.
 *
 * In a reduction the branches of a fork come to be known only as the search goes on (Simsa, Bryant and Gibson, "Runtime
 * estimation and resource allocation for concurrency testing", CMU-PDL-12-113, 2012, meet the same), so it begins too low
 * for programs whose races show late; and a branch may turn out to hold no execution, which is allowed for with the
 * frequency of that so far. An unbiased estimator (Balasubramanian et al., "State space estimation for DPOR-based model
 * checkers", PLDI 2026) needs a reduction that knows a state's branches without exploring any of them.
 */
export function estimate(path: readonly Fork[], executions: number, cut: number): Estimate | undefined {
  if (executions === 0) return undefined;
  const yielding = executions / (executions + cut);
  let seen = 0;
  let weight = 1;
  for (const { fruitful, branches } of path) {
    const expected = fruitful + 1 + yielding * Math.max(0, branches.length - 1);
    seen += (weight * fruitful) / expected;
    weight /= expected;
  }
  const total = Math.min(Number.MAX_SAFE_INTEGER, Math.round(executions / (seen + weight)));
  return { explored: executions, total: Math.max(executions, total) };
}
