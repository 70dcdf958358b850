/** How one step's choice is written into a schedule: `actor * 16 + variant`. */
export const VARIANTS = 16;

export function choiceOf(actor: number, variant: number): number {
  return actor * VARIANTS + variant;
}

export function actorOf(choice: number): number {
  return Math.floor(choice / VARIANTS);
}

export function variantOf(choice: number): number {
  return choice % VARIANTS;
}

/** Switches of the actor from one step to the next: an upper bound of the preemptions, visible without running anything. */
export function switches(schedule: readonly number[]): number {
  let count = 0;
  let previous = -1;
  for (const choice of schedule) {
    const actor = actorOf(choice);
    if (previous >= 0 && actor !== previous) count += 1;
    previous = actor;
  }
  return count;
}
