/** A program of the thread world to measure: a file of `submissions/` and a scenario named `bench` that uses it. */
export interface BenchProgram {
  readonly name: string;
  /** The file in `submissions/`, without its ending. */
  readonly submission: string;
  /** Files beside it that it imports, without their endings; default none. */
  readonly imports?: readonly string[];
  /** Text of the scenario's file. */
  readonly scenario: string;
}
