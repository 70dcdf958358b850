/** Node as the host of the virtual realm: a context whose microtasks run when, and only when, `drain` is called. */
import { createContext, runInContext, runInThisContext, Script } from 'node:vm';
import type { VirtualHost } from './virtual/host.js';

// A test runner may put a copy in the global's place; rejections are reported to the real one.
const real = runInThisContext('process') as NodeJS.Process & { _tickCallback(): void };
const EVENT = 'unhandledRejection';

export function createNodeHost(): VirtualHost {
  const context = createContext(Object.create(null) as object, {
    microtaskMode: 'afterEvaluate',
    codeGeneration: { strings: true, wasm: false },
  });
  const nothing = new Script('0');
  let reasons: unknown[] = [];
  const none: readonly unknown[] = [];
  const listener = (reason: unknown): void => {
    reasons.push(reason);
  };
  return {
    evaluate: (source, name) => runInContext(source, context, { filename: name }) as unknown,
    attend(body) {
      const others = real.listeners(EVENT) as NodeJS.UnhandledRejectionListener[];
      for (const other of others) real.off(EVENT, other);
      real.on(EVENT, listener);
      try {
        return body();
      } finally {
        real.off(EVENT, listener);
        for (const other of others) real.on(EVENT, other);
      }
    },
    drain() {
      nothing.runInContext(context);
      // Rejections without a handler are Node's to know. This has it report them at once, synchronously, where it
      // would otherwise wait for the end of the turn; there is no public way to ask.
      real._tickCallback();
    },
    rejections() {
      if (reasons.length === 0) return none;
      const taken = reasons;
      reasons = [];
      return taken;
    },
  };
}
