/** A compiled submission with its scenario: what goes to the realms. Plain data. */

/** A place in the source that a step comes from; made from the original AST, so traces never need source maps. */
export interface Site {
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The source text of the expression, on one line, at most 80 characters. */
  text: string;
  /** The name of the function or method around it; absent outside of all that have one. */
  within?: string;
}

export interface CompiledModule {
  /** Path relative to the submission's folder, or `scenario:NAME` for the scenario's own file. */
  id: string;
  /**
   * Source of an expression that evaluates to a function `(rt, globals) => exports`, in strict mode; see `runtime.ts`.
   * It asks `rt.load(id)` for the modules that it imports, and `rt.words` for `interleave/scenario`.
   */
  code: string;
  /** True where the top level binds only constants, classes and functions: one instance a task may be kept for all executions. */
  pure: boolean;
}

export interface Program {
  modules: CompiledModule[];
  /** The module that exports the scenarios. */
  entry: string;
  sites: Site[];
  /** Functions whose steps run without a switch (getters, constructors, generators of the submission…), for the verdict's strength. */
  unswitchable: { site: number; reason: string }[];
}
