/** All mistakes that are tried, from the one that says most to the one that says least: the first to make a text names it. */
import type { Operator } from './operator.js';
import { atomicsToPlain } from './operators/atomics-to-plain.js';
import { comparison, flipBoolean, forceCondition, halfCondition, negateCondition } from './operators/conditions.js';
import { arithmetic, offByOne } from './operators/counts.js';
import { loopOnce, whileToIf } from './operators/loop-once.js';
import { notifyCount } from './operators/notify-count.js';
import { omitLock, omitStatement, omitWakeUp } from './operators/omit.js';
import { dropAwait, earlyResolve, wrongSettlement } from './operators/promises.js';
import { omitCatch, omitFinally } from './operators/protection.js';
import { queueOrder } from './operators/queue-order.js';
import { blindExchange, splitAtomic } from './operators/split-atomic.js';
import { swapLocks, swapStatements, wrongLockOperation } from './operators/swap.js';
import { freshExpectation, omitTimeout } from './operators/wait-arguments.js';

export const operators: readonly Operator[] = [
  atomicsToPlain,
  splitAtomic,
  blindExchange,
  whileToIf,
  loopOnce,
  freshExpectation,
  omitTimeout,
  notifyCount,
  omitWakeUp,
  omitLock,
  wrongLockOperation,
  swapLocks,
  swapStatements,
  dropAwait,
  earlyResolve,
  wrongSettlement,
  omitFinally,
  omitCatch,
  queueOrder,
  offByOne,
  arithmetic,
  comparison,
  negateCondition,
  forceCondition,
  halfCondition,
  flipBoolean,
  omitStatement,
];
