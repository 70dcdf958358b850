import { defineAssignment, noBusyWait, noErrors, progress, raceFree } from 'interleave';

export default defineAssignment({
  id: 'thread/barrier',
  title: { en: 'A barrier', zh: '屏障' },
  world: 'thread',
  submission: {
    file: 'barrier.ts',
    exports: { Barrier: { kind: 'class', statics: ['cells', 'init'], methods: ['wait'] } },
  },
  checks: [
    {
      id: 'nobody-leaves-early',
      title: { en: 'Nobody leaves early', zh: '无人提前离开' },
      points: 25,
      visibility: 'public',
      scenario: 'trio',
      oracles: [noErrors()],
      rationale: {
        en: 'Who leaves before all have come works with results that are not there yet.',
        zh: '在来齐之前离开的线程，用的是还不存在的结果。',
      },
      help: {
        en: 'How many must have come, and what does a thread look at when it wakes up?',
        zh: '必须来多少个？线程醒来时看的是什么？',
      },
    },
    {
      id: 'everybody-leaves',
      title: { en: 'Everybody leaves', zh: '人人都能离开' },
      points: 20,
      visibility: 'public',
      requires: ['nobody-leaves-early'],
      scenario: 'trio',
      oracles: [progress()],
      rationale: {
        en: 'One thread left behind at the barrier stops all others in the next round.',
        zh: '只要有一个线程被留在屏障里，其他所有线程就都会停在下一轮。',
      },
      help: {
        en: 'What if the last one comes after you have arrived and before you sleep?',
        zh: '如果最后一个恰好在你到达之后、睡下之前到来会怎样？',
      },
    },
    {
      id: 'places',
      title: { en: 'Each place once', zh: '每个名次恰好一次' },
      points: 15,
      visibility: 'public',
      scenario: 'places',
      oracles: [progress()],
      rationale: {
        en: 'Places divide the work: exactly one thread is the first one, exactly one the last one.',
        zh: '名次用来分工：恰好有一个是第一，恰好有一个是最后。',
      },
      help: {
        en: 'Which single step decides the place?',
        zh: '名次由哪一步决定？',
      },
    },
    {
      id: 'rounds',
      title: { en: 'Round after round', zh: '一轮接一轮' },
      points: 20,
      visibility: 'public',
      requires: ['everybody-leaves'],
      scenario: 'rounds',
      oracles: [progress()],
      rationale: {
        en: 'A fast thread may be back before a slow one has left; neither may be taken for the other.',
        zh: '快的线程可能在慢的线程离开之前就回来；两者不能混淆。',
      },
      help: {
        en: 'What does a slow thread look at, and what can the next round have done to that already?',
        zh: '慢的线程看的是什么？下一轮可能已经对它做了什么？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['everybody-leaves'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away from the one that everybody waits for.',
        zh: '自旋的线程占着处理器，而大家等的那个线程正需要它。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies.',
        zh: 'Atomics.wait 会一直睡到有人通知。',
      },
    },
    {
      id: 'arrival-order',
      title: { en: 'Places in the order of arrival', zh: '名次按到达次序' },
      points: 5,
      visibility: 'hidden',
      requires: ['places', 'no-busy-wait'],
      scenario: 'arrival',
      oracles: [progress()],
      rationale: {
        en: 'The first place is for the first one to come, not for the first one to leave.',
        zh: '第一名属于最先到来的，而不是最先离开的。',
      },
      help: {
        en: 'When is the place decided: on the way in or on the way out?',
        zh: '名次是在进来时决定的，还是在出去时决定的？',
      },
    },
    {
      id: 'rounds-of-three',
      title: { en: 'Three threads, round after round', zh: '三个线程，一轮接一轮' },
      points: 5,
      visibility: 'hidden',
      requires: ['rounds'],
      scenario: 'roundsOfThree',
      budget: { executions: 4_000 },
      oracles: [progress()],
      rationale: {
        en: 'With three threads one may be back, one may be leaving and one may still be asleep.',
        zh: '有三个线程时，可能一个已经回来，一个正在离开，一个还在睡。',
      },
      help: {
        en: 'Follow the fastest and the slowest of three through two rounds.',
        zh: '跟踪三个线程中最快的和最慢的，走完两轮。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'The barrier orders memory', zh: '屏障为内存访问定序' },
      points: 5,
      visibility: 'public',
      requires: ['everybody-leaves'],
      scenario: 'message',
      oracles: [raceFree()],
      rationale: {
        en: 'What was written before the barrier is safe to read after it only if the accesses to the barrier are atomic.',
        zh: '只有对屏障的访问是原子的，屏障之前写下的东西在屏障之后读才是安全的。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the ones that only look.',
        zh: '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
  ],
});
