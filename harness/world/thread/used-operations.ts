import { StepKind } from '../../submission/runtime.js';

/** Which kinds of operations on shared memory the submission has used in an execution. */
export class UsedOperations {
  /** One bit for each kind. */
  kinds = 0;
  readonly #ofSubmission: (site: number) => boolean;

  /** @param ofSubmission true for a site of the submission, false for one of the scenario */
  constructor(ofSubmission: (site: number) => boolean) {
    this.#ofSubmission = ofSubmission;
  }

  reset(): void {
    this.kinds = 0;
  }

  note(site: number, kind: StepKind): void {
    const bit = 1 << kind;
    if ((this.kinds & bit) === 0 && this.#ofSubmission(site)) this.kinds |= bit;
  }

  /** As a student writes them, sorted. */
  names(): string[] {
    const names: string[] = [];
    for (let kind = 1; kind <= StepKind.WaitAsync; kind++) {
      if ((this.kinds & (1 << kind)) === 0) continue;
      const name = StepKind[kind] as string;
      names.push(
        kind <= StepKind.Write ? name.toLowerCase() : `Atomics.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      );
    }
    return names.sort();
  }
}
