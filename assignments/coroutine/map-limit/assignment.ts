import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'coroutine/map-limit',
  title: { en: 'Map with a limit', zh: '有限并发映射' },
  world: 'coroutine',
  submission: {
    file: 'map-limit.ts',
    exports: { mapLimit: { kind: 'function' } },
  },
  checks: [
    {
      id: 'results-in-order',
      title: { en: 'Results in the order of the items', zh: '结果按数据的次序' },
      points: 20,
      visibility: 'public',
      scenario: 'results',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'What ends first need not have come first.',
        zh: '先结束的未必先来。',
      },
      help: {
        en: 'Where do you put a result that comes early?',
        zh: '提前到来的结果放在哪里？',
      },
    },
    {
      id: 'at-most-limit',
      title: { en: 'Never more than the limit at once', zh: '同时运行的从不超过上限' },
      points: 20,
      visibility: 'public',
      scenario: 'limit',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The limit protects what is behind it: connections, memory, a neighbour’s patience.',
        zh: '上限保护的是它背后的东西：连接、内存、邻居的耐心。',
      },
      help: {
        en: 'What is counted: what was started, or what is running?',
        zh: '你数的是已开始的，还是正在运行的？',
      },
    },
    {
      id: 'never-idle',
      title: { en: 'The limit is used', zh: '充分利用上限' },
      points: 15,
      visibility: 'public',
      requires: ['at-most-limit'],
      scenario: 'busy',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Work in fixed groups waits for the slowest of each.',
        zh: '分成固定的组来做，每组都要等最慢的那个。',
      },
      help: {
        en: 'When one ends, who starts the next?',
        zh: '一个结束时，由谁启动下一个？',
      },
    },
    {
      id: 'first-error',
      title: {
        en: 'A failure stops the rest and is reported when all is quiet',
        zh: '失败后停止其余工作，待平息后再报告',
      },
      points: 15,
      visibility: 'public',
      requires: ['results-in-order'],
      scenario: 'failing',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who is told of the failure wants to clean up, and nothing may run any more then.',
        zh: '得知失败的人要做清理，那时不能再有什么在运行。',
      },
      help: {
        en: 'What happens to those that run when one fails?',
        zh: '一个失败时，正在运行的其他工作会怎样？',
      },
    },
    {
      id: 'many-errors',
      title: { en: 'Later failures are nobody’s problem', zh: '之后的失败不成为问题' },
      points: 10,
      visibility: 'hidden',
      requires: ['first-error'],
      scenario: 'failures',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An unhandled rejection ends the process.',
        zh: '未处理的拒绝会终止进程。',
      },
      help: {
        en: 'Who handles the second rejection?',
        zh: '第二个拒绝由谁处理？',
      },
    },
    {
      id: 'synchronous-throw',
      title: { en: 'A synchronous throw is a rejection', zh: '同步抛出也是拒绝' },
      points: 10,
      visibility: 'public',
      scenario: 'throwing',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A function that returns a promise must not throw at its caller.',
        zh: '返回 promise 的函数不应向调用者抛出错误。',
      },
      help: {
        en: 'What if work throws before it returns a promise, for the first items or in the middle?',
        zh: '如果 work 在返回 promise 之前就抛出——无论是最初几项还是中途——会怎样？',
      },
    },
    {
      id: 'edges',
      title: { en: 'Any iterable, any number', zh: '任意可迭代对象，任意数量' },
      points: 10,
      visibility: 'public',
      scenario: 'edges',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'No items, fewer than the limit, a generator: all are lists of work.',
        zh: '没有数据、少于上限、生成器：都是工作清单。',
      },
      help: {
        en: 'What if nothing has to be started at all?',
        zh: '如果根本没有什么要启动呢？',
      },
    },
  ],
});
