import { defineAssignment, fifoQueue, linearizable, noErrors, progress, progressAs } from 'interleave';

export default defineAssignment({
  id: 'coroutine/queue',
  title: { en: 'A queue between coroutines', zh: '协程队列' },
  world: 'coroutine',
  submission: {
    file: 'queue.ts',
    exports: { Queue: { kind: 'class', methods: ['put', 'get', 'taskDone', 'join'] } },
  },
  checks: [
    {
      id: 'in-order',
      title: { en: 'Items come out in order', zh: '数据按次序取出' },
      points: 15,
      visibility: 'public',
      scenario: 'stream',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A queue that loses, doubles or reorders is no queue.',
        zh: '会丢失、重复或打乱数据的就不是队列。',
      },
      help: {
        en: 'Where is an item between put and get, when a getter waits already?',
        zh: '已有 getter 在等待时，数据在 put 与 get 之间位于何处？',
      },
    },
    {
      id: 'getters-in-order',
      title: { en: 'Getters are served in order', zh: '按次序服务取数据者' },
      points: 10,
      visibility: 'public',
      requires: ['in-order'],
      scenario: 'getters',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who has waited longest must not be served last.',
        zh: '等得最久的不应最后得到服务。',
      },
      help: {
        en: 'From which end do you take those who wait?',
        zh: '你从哪一端取出等待者？',
      },
    },
    {
      id: 'bounded',
      title: { en: 'put waits while the queue is full', zh: '队列满时 put 等待' },
      points: 15,
      visibility: 'public',
      requires: ['in-order'],
      scenario: 'full',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A bound is what slows a fast producer down; without it memory fills up.',
        zh: '上限使过快的生产者慢下来；没有它，内存会被填满。',
      },
      help: {
        en: 'When may a put that waits resolve? Who lets it in, and in which order?',
        zh: '等待中的 put 何时可以兑现？由谁、按什么次序放行？',
      },
    },
    {
      id: 'room',
      title: { en: 'With room, put takes effect at the call', zh: '有空位时 put 在调用时生效' },
      points: 10,
      visibility: 'public',
      scenario: 'room',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A caller that does not await put must still find its item in the queue.',
        zh: '不 await put 的调用者也应在队列中看到自己的数据。',
      },
      help: {
        en: 'What has happened when put returns its promise?',
        zh: 'put 返回 promise 时，什么已经发生？',
      },
    },
    {
      id: 'no-overtaking',
      title: { en: 'Nobody overtakes a waiter', zh: '后来者不得超越等待者' },
      points: 10,
      visibility: 'hidden',
      requires: ['bounded', 'getters-in-order'],
      scenario: 'overtaking',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Between waking a waiter and the waiter going on there is a gap of some microtasks.',
        zh: '从唤醒等待者到它真正继续执行之间隔着若干微任务。',
      },
      help: {
        en: 'To whom does an item belong when a getter waits, and a free place when a putter waits?',
        zh: '有 getter 等待时数据归谁？有 putter 等待时空位归谁？',
      },
    },
    {
      id: 'any-operations',
      title: { en: 'Any operations at the same time', zh: '任意操作同时进行' },
      points: 5,
      visibility: 'hidden',
      requires: ['in-order', 'getters-in-order'],
      scenario: 'anything',
      generate: { operations: { put: ['fresh'], get: [] }, tasks: [2, 4], each: [1, 3] },
      oracles: [linearizable(fifoQueue(2)), progressAs(fifoQueue(2))],
      rationale: {
        en: 'Those who wait on both sides of a queue come and go in any order.',
        zh: '队列两端的等待者会以任何次序到来和离开。',
      },
      help: {
        en: 'What is true of the items and of both lines of waiters whenever nobody runs?',
        zh: '每当没有任务在运行时，数据与两条等待队列满足什么关系？',
      },
    },
    {
      id: 'join',
      title: { en: 'join waits for every item', zh: 'join 等待每一项完成' },
      points: 15,
      visibility: 'public',
      requires: ['in-order'],
      scenario: 'joined',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Taken is not done: whoever joins wants the work to be over.',
        zh: '取走不等于完成：调用 join 的人要等工作真正结束。',
      },
      help: {
        en: 'What do you count, and when: put, get or taskDone?',
        zh: '你在何时计数什么：put、get 还是 taskDone？',
      },
    },
    {
      id: 'abort',
      title: { en: 'An aborted waiter leaves no trace', zh: '被中止的等待者不留痕迹' },
      points: 10,
      visibility: 'public',
      requires: ['in-order'],
      scenario: 'aborted',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An item that is handed to somebody who has gone is lost.',
        zh: '交给已离开者的数据就丢失了。',
      },
      help: {
        en: 'What does the next put find among the getters, the next get among the putters?',
        zh: '下一次 put 会在 getter 队列里看到什么？下一次 get 会在 putter 队列里看到什么？',
      },
    },
    {
      id: 'abort-at-once',
      title: { en: 'Aborts are seen at once', zh: '中止立即生效' },
      points: 5,
      visibility: 'public',
      requires: ['in-order'],
      scenario: 'prompt',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who gives up waiting must not have to wait for that.',
        zh: '放弃等待本身不应再需要等待。',
      },
      help: {
        en: 'When do you look at the signal?',
        zh: '你在何时检查信号？',
      },
    },
    {
      id: 'nothing-lost',
      title: { en: 'Item and abort at the same moment', zh: '数据与中止同时到来' },
      points: 5,
      visibility: 'hidden',
      requires: ['abort'],
      scenario: 'crossing',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Either may win, but the item must be somewhere.',
        zh: '谁先谁后都可以，但数据必须有下落。',
      },
      help: {
        en: 'The getter was given the item and rejects all the same: where is the item?',
        zh: 'getter 已得到数据却仍然拒绝：数据在哪里？',
      },
    },
  ],
});
