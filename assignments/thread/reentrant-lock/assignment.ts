import { defineAssignment, exclusive, noBusyWait, progress, raceFree } from 'interleave';

const SECTION = 'critical section';

export default defineAssignment({
  id: 'thread/reentrant-lock',
  title: { en: 'A reentrant lock', zh: '可重入锁' },
  world: 'thread',
  submission: {
    file: 'reentrant-lock.ts',
    exports: { ReentrantLock: { kind: 'class', statics: ['cells'], methods: ['acquire', 'release'] } },
  },
  checks: [
    {
      id: 'one-at-a-time',
      title: { en: 'One owner at a time', zh: '同一时刻只有一个所有者' },
      points: 20,
      visibility: 'public',
      scenario: 'pair',
      oracles: [exclusive(SECTION)],
      rationale: {
        en: 'For other threads a reentrant lock is a lock.',
        zh: '对其他线程来说，可重入锁就是一把锁。',
      },
      help: {
        en: 'Is there a step between finding the lock free and owning it? What does a thread find that comes back?',
        zh: '“发现锁空闲”与“拥有锁”之间有没有别的步骤？回来的线程会看到什么？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Every waiter gets in', zh: '每个等待者最终都能进入' },
      points: 20,
      visibility: 'public',
      requires: ['one-at-a-time'],
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A thread that sleeps while the lock is free, and whom nobody will wake, is lost for good.',
        zh: '如果锁已空闲，而某个线程仍在睡眠，又不会再有人唤醒它，这个线程就永远丢失了。',
      },
      help: {
        en: 'What if the release comes after the decision to sleep and before the sleep?',
        zh: '如果 release 恰好发生在“决定睡眠”之后、“真正睡下”之前会怎样？',
      },
    },
    {
      id: 'once-more',
      title: { en: 'The owner gets in again', zh: '所有者可以再次进入' },
      points: 15,
      visibility: 'public',
      scenario: 'alone',
      oracles: [progress()],
      rationale: {
        en: 'A thread that waits for itself waits for ever.',
        zh: '等待自己的线程会永远等下去。',
      },
      help: {
        en: 'How does acquire find out that the lock is its caller’s already?',
        zh: 'acquire 怎样得知锁已经归调用者所有？',
      },
    },
    {
      id: 'nested',
      title: { en: 'Others wait for the last release', zh: '别人要等到最后一次释放' },
      points: 15,
      visibility: 'public',
      requires: ['once-more', 'everyone-gets-in'],
      scenario: 'nested',
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'The inner release must not open the door while the outer section is under way.',
        zh: '外层临界区还在进行，内层的释放不得把门打开。',
      },
      help: {
        en: 'Who changes the depth, and is it always the owner?',
        zh: '谁会改变深度计数？总是所有者吗？',
      },
    },
    {
      id: 'stranger',
      title: { en: 'Only the owner may release', zh: '只有所有者可以释放' },
      points: 10,
      visibility: 'public',
      requires: ['nested'],
      scenario: 'stranger',
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'A release by somebody else would let two threads in.',
        zh: '若由别人释放，就会放进两个线程。',
      },
      help: {
        en: 'Ask before you change anything.',
        zh: '先问清楚，再改变任何东西。',
      },
    },
    {
      id: 'too-many',
      title: { en: 'One release too many throws', zh: '多余的释放会抛出错误' },
      points: 5,
      visibility: 'public',
      requires: ['nested'],
      scenario: 'tooMany',
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'A release too many is a bug in the caller, which silence would hide.',
        zh: '多余的释放是调用者的错误，不声不响会把它掩盖起来。',
      },
      help: {
        en: 'Who is the owner of a free lock?',
        zh: '空闲的锁，所有者是谁？',
      },
    },
    {
      id: 'three-threads',
      title: { en: 'Three threads, and nobody is forgotten', zh: '三个线程，无人被遗忘' },
      points: 5,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'trio',
      budget: { executions: 4_000 },
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'With two sleepers, whoever wakes one must leave a trace of the other.',
        zh: '当有两个线程在睡眠时，唤醒其中一个之后，必须仍然记得另一个的存在。',
      },
      help: {
        en: 'After one of two sleepers has taken the lock, how does its release know that there is another?',
        zh: '两个睡眠者之一拿到锁以后，它在释放时怎么知道还有另一个在睡？',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'The lock orders memory', zh: '锁为内存访问定序' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'counter',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain data is safe inside only if the accesses to the lock itself are atomic.',
        zh: '只有对锁自身的访问是原子的，临界区里的普通数据才是安全的。',
      },
      help: {
        en: 'Look for accesses without Atomics that can meet a write of another thread.',
        zh: '找一找没有通过 Atomics、又可能与其他线程的写相遇的访问。',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'duet',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away, possibly from the very owner that it waits for.',
        zh: '自旋的线程白白占用处理器，甚至可能正占着它所等待的所有者需要的那一个。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies.',
        zh: 'Atomics.wait 会一直睡到有人通知。',
      },
    },
  ],
});
