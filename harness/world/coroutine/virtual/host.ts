/** What the virtual realm needs from the engine that it runs in; `node-host.ts` is Node's. */
export interface VirtualHost {
  /** Evaluates an expression in the submission's context, a fresh one with the language's built-ins only. */
  evaluate(source: string, name: string): unknown;
  /** Runs `body`, an execution, while rejections without a handler are noticed. */
  attend<T>(body: () => T): T;
  /** Runs every microtask of that context. */
  drain(): void;
  /** The reasons of the promises that were rejected and had no handler at the end of a `drain`; clears the list. */
  rejections(): readonly unknown[];
}
