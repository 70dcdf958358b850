import { defineAssignment, exclusive, linearizable, lockModel, noBusyWait, progress, raceFree } from 'interleave';

const SECTION = 'critical section';

export default defineAssignment({
  id: 'thread/mutex',
  title: { en: 'A mutual exclusion lock', zh: '互斥锁' },
  world: 'thread',
  submission: {
    file: 'mutex.ts',
    exports: { Mutex: { kind: 'class', statics: ['cells'], methods: ['acquire', 'tryAcquire', 'release'] } },
  },
  checks: [
    {
      id: 'one-at-a-time',
      title: { en: 'One holder at a time', zh: '同一时刻只有一个持有者' },
      points: 25,
      visibility: 'public',
      scenario: 'pair',
      oracles: [exclusive(SECTION)],
      rationale: {
        en: 'Between its acquire and its release a thread must be alone: that is all a lock is for.',
        zh: '线程从 acquire 返回到调用 release 之间必须独占临界区：锁存在的全部意义就在于此。',
      },
      help: {
        en: 'Is there a step between finding the lock free and making it yours? What may happen between waking up and taking the lock?',
        zh: '“发现锁空闲”和“把锁据为己有”之间有没有别的步骤？从醒来到拿到锁之间又可能发生什么？',
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
        en: 'What if the release comes after the decision to sleep and before the sleep? Which value does the waiter expect in the cell?',
        zh: '如果 release 恰好发生在“决定睡眠”之后、“真正睡下”之前会怎样？等待者期望单元里是什么值？',
      },
    },
    {
      id: 'three-threads',
      title: { en: 'Three threads, and nobody is forgotten', zh: '三个线程，无人被遗忘' },
      points: 15,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'trio',
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
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'counter',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain data is safe inside the section only if one holder’s release happens before the next one’s acquire, and plain accesses to the lock itself order nothing.',
        zh: '只有前一个持有者的 release 先行发生（happens-before）于下一个持有者的 acquire，临界区里的普通数据才是安全的；而对锁自身的普通读写不提供任何次序。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the ones that only look.',
        zh: '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'duet',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away, possibly from the very holder that it waits for.',
        zh: '自旋的线程白白占用处理器，甚至可能正占着它所等待的持有者需要的那一个。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies; a loop of short sleeps is still a loop.',
        zh: 'Atomics.wait 会一直睡到有人通知；反复短暂睡眠的循环，本质上还是自旋。',
      },
    },
    {
      id: 'try-acquire',
      title: { en: 'tryAcquire tells the truth and never waits', zh: 'tryAcquire 如实回答且从不等待' },
      points: 10,
      visibility: 'public',
      scenario: 'tryHeld',
      oracles: [progress()],
      rationale: {
        en: 'tryAcquire is for those who have something better to do than to wait.',
        zh: 'tryAcquire 是给那些“与其等待不如先做别的事”的线程用的。',
      },
      help: {
        en: 'It must return at once in both cases: true and the lock is yours, or false and nothing has changed.',
        zh: '两种情况都必须立即返回：要么返回 true 并已持有锁，要么返回 false 且什么也没改变。',
      },
    },
    {
      id: 'try-among-waiters',
      title: { en: 'tryAcquire disturbs neither holder nor waiters', zh: 'tryAcquire 不打扰持有者与等待者' },
      points: 5,
      visibility: 'hidden',
      requires: ['try-acquire', 'three-threads'],
      scenario: 'tryAmongWaiters',
      oracles: [exclusive(SECTION), progress(), linearizable(lockModel())],
      rationale: {
        en: 'A try that fails must leave no trace, and one that succeeds is a holder like any other.',
        zh: '失败的尝试不得留下任何痕迹；成功的尝试则与其他持有者毫无区别。',
      },
      help: {
        en: 'What does a failing tryAcquire write, and who would have needed what stood there before?',
        zh: '失败的 tryAcquire 写入了什么？原来那个值又是谁所需要的？',
      },
    },
    {
      id: 'misuse',
      title: { en: 'release of a free lock throws', zh: '释放空闲的锁会抛出错误' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'misuse',
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'A release too many is a bug in the caller; silence would turn it into two holders somewhere else.',
        zh: '多余的 release 是调用者的错误；若不声不响，它会在别处变成“两个持有者”。',
      },
      help: {
        en: 'Decide before you write: a release that throws must leave the lock as it found it.',
        zh: '先判断，再写入：抛出错误的 release 必须让锁保持原样。',
      },
    },
  ],
});
