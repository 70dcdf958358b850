import { apart, defineAssignment, exclusive, fifoOrder, noErrors, progress } from 'interleave';

const alone = [exclusive('writing'), apart('reading', 'writing')];
const inOrder = [
  fifoOrder('writing', { from: { event: 'invoke', op: 'acquireWrite' }, by: ['reading', 'writing'] }),
  fifoOrder('reading', { from: { event: 'invoke', op: 'acquireRead' }, by: ['writing'] }),
];

export default defineAssignment({
  id: 'coroutine/rwlock',
  title: { en: 'A readers-writer lock for coroutines', zh: '协程读写锁' },
  world: 'coroutine',
  submission: {
    file: 'rwlock.ts',
    exports: { RwLock: { kind: 'class', methods: ['acquireRead', 'releaseRead', 'acquireWrite', 'releaseWrite'] } },
  },
  checks: [
    {
      id: 'writers-alone',
      title: { en: 'A writer is alone', zh: '写者独占' },
      points: 25,
      visibility: 'public',
      scenario: 'writers',
      oracles: [...alone, noErrors()],
      rationale: {
        en: 'While somebody writes, nobody else may look: half a change is worse than an old one.',
        zh: '有人在写时，别人连看都不能看：半个修改比旧数据更糟。',
      },
      help: {
        en: 'Which of the four methods knows who is inside?',
        zh: '四个方法中，哪些知道里面有谁？',
      },
    },
    {
      id: 'readers-share',
      title: { en: 'Readers share', zh: '读者共享' },
      points: 15,
      visibility: 'public',
      scenario: 'share',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Readers do not disturb each other; a lock that keeps them apart is only a slow mutex.',
        zh: '读者互不干扰；把他们隔开的锁只是一把慢的互斥锁。',
      },
      help: {
        en: 'How many readers may be inside?',
        zh: '里面可以有几个读者？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Everybody gets in', zh: '人人都能进入' },
      points: 15,
      visibility: 'public',
      requires: ['writers-alone'],
      scenario: 'mixed',
      oracles: [progress(), ...alone, noErrors()],
      rationale: {
        en: 'The last reader out must let a writer in, and a writer whoever stands first.',
        zh: '最后离开的读者要放写者进入，写者离开时要放行队首。',
      },
      help: {
        en: 'Who is told when the last reader leaves? And when a writer leaves?',
        zh: '最后一个读者离开时通知谁？写者离开时呢？',
      },
    },
    {
      id: 'in-order',
      title: { en: 'First come, first served', zh: '先到先得' },
      points: 20,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'stream',
      oracles: [...inOrder, ...alone, noErrors(), progress()],
      rationale: {
        en: 'If later readers slip past a waiting writer, it may wait for ever.',
        zh: '如果后来的读者可以越过等待中的写者，写者可能永远等待。',
      },
      help: {
        en: 'What does a reader look at, besides who is inside?',
        zh: '除了“里面有谁”，读者还应看什么？',
      },
    },
    {
      id: 'together',
      title: { en: 'Readers next to each other get in together', zh: '相邻的读者一起进入' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'together',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Those who could share should not wait for one another.',
        zh: '可以共享的人不应相互等待。',
      },
      help: {
        en: 'How many does a release let in?',
        zh: '一次释放放进几个？',
      },
    },
    {
      id: 'batches',
      title: { en: 'A whole queue in its order', zh: '整个队列按次序进行' },
      points: 10,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'batches',
      oracles: [...inOrder, ...alone, noErrors(), progress()],
      rationale: {
        en: 'Readers who stand behind a writer belong to the next batch.',
        zh: '排在写者之后的读者属于下一批。',
      },
      help: {
        en: 'Where does letting in stop?',
        zh: '放行到哪里为止？',
      },
    },
    {
      id: 'no-barging',
      title: { en: 'Nobody overtakes a waiter', zh: '后来者不得超越等待者' },
      points: 5,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'comeback',
      oracles: [...inOrder, ...alone, noErrors(), progress()],
      rationale: {
        en: 'Between resolving a promise and the waiter going on there is a gap of some microtasks.',
        zh: '从兑现 promise 到等待者真正继续执行之间隔着若干微任务。',
      },
      help: {
        en: 'Is the lock free at any moment of a release while somebody waits?',
        zh: '有人等待时，释放过程中锁是否有某个时刻是空闲的？',
      },
    },
  ],
});
