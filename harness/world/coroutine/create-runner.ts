/** A runner of coroutine scenarios in Node's virtual realm. */
import { createNodeHost } from './node-host.js';
import type { CoroutineInput } from './virtual/execution.js';
import { CoroutineRunner } from './virtual/runner.js';

/** Synchronous, one context of its own: keep it for all executions of a check. */
export function createCoroutineRunner(input: CoroutineInput): CoroutineRunner {
  return new CoroutineRunner(createNodeHost(), input);
}
