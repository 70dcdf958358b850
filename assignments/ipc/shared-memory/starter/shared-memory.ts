/** A ledger in shared memory. The contract is in the handout. */

/** Makes the ledger with these balances. Called once, at any moment. */
export function create(name: string, balances: readonly number[]): void {
  throw new Error('not written yet');
}

/** Removes all that belongs to the ledger. Called once, when every role has returned. */
export function remove(name: string): void {
  throw new Error('not written yet');
}

/** Carries out the transfers that are covered, in order, and returns how many that were. */
export function teller(
  name: string,
  transfers: readonly (readonly [from: number, to: number, amount: number])[],
): number {
  throw new Error('not written yet');
}

/** The balances of all accounts as they were at one moment of the call. */
export function auditor(name: string): number[] {
  throw new Error('not written yet');
}
