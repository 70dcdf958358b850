import { boundedBypass, defineAssignment, exclusive, onlyOperations, progress, raceFree } from 'interleave';

const SECTION = 'critical section';
const overtaking = boundedBypass(SECTION, 1, { from: { event: 'spin', op: 'acquire' } });

export default defineAssignment({
  id: 'thread/peterson',
  title: { en: 'Peterson’s lock', zh: 'Peterson 锁' },
  world: 'thread',
  submission: {
    file: 'peterson.ts',
    exports: { PetersonLock: { kind: 'class', statics: ['cells'], methods: ['acquire', 'release'] } },
  },
  checks: [
    {
      id: 'one-at-a-time',
      title: { en: 'One holder at a time', zh: '同一时刻只有一个持有者' },
      points: 25,
      visibility: 'public',
      scenario: 'duel',
      oracles: [exclusive(SECTION)],
      rationale: {
        en: 'Between its acquire and its release a thread must be alone.',
        zh: '线程从 acquire 返回到调用 release 之间必须独占临界区。',
      },
      help: {
        en: 'Put each thread just before its next store and let the other one run. What does each of them know about the other?',
        zh: '让一个线程停在它的下一次 store 之前，让另一个跑。此时双方对彼此了解多少？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Both get in', zh: '双方都能进入' },
      points: 15,
      visibility: 'public',
      requires: ['one-at-a-time'],
      scenario: 'duel',
      oracles: [progress()],
      rationale: {
        en: 'When both want to enter, one of them must be let in, and the other one after it.',
        zh: '双方都想进入时，必须放进其中一个，随后放进另一个。',
      },
      help: {
        en: 'For which values of the cells do both wait? Can they come about?',
        zh: '单元取哪些值时双方都会等待？这些值可能出现吗？',
      },
    },
    {
      id: 'alone',
      title: { en: 'One gets in while the other is away', zh: '另一方不在时也能进入' },
      points: 15,
      visibility: 'public',
      scenario: 'alone',
      oracles: [progress()],
      rationale: {
        en: 'A lock that only works when both take turns is of no use to the one who works more.',
        zh: '只有双方轮流才能工作的锁，对干活更多的一方毫无用处。',
      },
      help: {
        en: 'What does a thread wait for that finds the other one not interested?',
        zh: '一个线程发现对方并不想进入时，它还在等什么？',
      },
    },
    {
      id: 'round-after-round',
      title: { en: 'Round after round', zh: '一轮又一轮' },
      points: 10,
      visibility: 'hidden',
      requires: ['one-at-a-time', 'everyone-gets-in'],
      scenario: 'rounds',
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'What the last visit left in the cells must not let anyone in or keep anyone out.',
        zh: '上一次访问留在单元里的值，不得多放进一个人，也不得挡住任何人。',
      },
      help: {
        en: 'Which cells does release reset, and who may be looking at them just then?',
        zh: 'release 重置了哪些单元？此刻可能有谁正在看它们？',
      },
    },
    {
      id: 'at-most-one-overtaking',
      title: { en: 'At most one overtaking', zh: '最多被超越一次' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'hurryOfFirst',
      oracles: [overtaking],
      rationale: {
        en: 'A lock that lets the quick one in again and again starves the slow one.',
        zh: '总让快的一方一再进入的锁，会饿死慢的一方。',
      },
      help: {
        en: 'While you wait, can the other one leave, come back and find no trace of your interest?',
        zh: '你在等待时，对方离开后再回来，会不会看不到你想进入的任何痕迹？',
      },
    },
    {
      id: 'no-favourite',
      title: { en: 'Neither thread is the favourite', zh: '不偏袒任何一方' },
      points: 5,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'hurryOfSecond',
      oracles: [overtaking],
      rationale: { en: 'The bound on overtaking holds for both threads.', zh: '对超越次数的限制对双方同样有效。' },
      help: {
        en: 'Swap the two threads and go through your algorithm again.',
        zh: '把两个线程对调，再把你的算法走一遍。',
      },
    },
    {
      id: 'only-load-and-store',
      title: { en: 'Only loads and stores', zh: '只用 load 和 store' },
      points: 10,
      visibility: 'public',
      scenario: 'duel',
      oracles: [onlyOperations('Atomics.load', 'Atomics.store')],
      rationale: {
        en: 'The point of Peterson’s lock is that it needs no stronger operation.',
        zh: 'Peterson 锁的意义就在于不需要更强的操作。',
      },
      help: {
        en: 'Atomics.load and Atomics.store are all you need and all you may use on memory.',
        zh: '对 memory 只需要、也只允许使用 Atomics.load 和 Atomics.store。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'The lock orders memory', zh: '锁为内存访问定序' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'counter',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain accesses to the lock’s own cells order nothing; Peterson’s proof needs the order.',
        zh: '对锁自身单元的普通读写不提供任何次序，而 Peterson 的证明恰恰需要次序。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the ones that only look.',
        zh: '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
  ],
});
