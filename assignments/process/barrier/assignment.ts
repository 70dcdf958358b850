import { defineAssignment, noErrors, progress } from 'interleave';

/** Few steps matter here, and what goes wrong shows early: enough for all executions with one preemption. */
const budget = { executions: 500, steps: 500 };
const shown = { visibility: 'public', budget } as const;
const hidden = { visibility: 'hidden', budget } as const;

export default defineAssignment({
  id: 'process/barrier',
  title: { en: 'A barrier between processes', zh: '进程间的屏障' },
  world: 'process',
  submission: {
    file: 'barrier.ts',
    exports: { Barrier: { kind: 'class', statics: ['size', 'init'], methods: ['wait'] } },
  },
  checks: [
    {
      id: 'nobody-leaves-early',
      title: { en: 'Nobody leaves early', zh: '无人提前离开' },
      points: 25,
      ...shown,
      scenario: 'trio',
      budget: { executions: 1000, steps: 500 },
      oracles: [noErrors()],
      rationale: {
        en: 'Who leaves before all have come works with results that are not there yet.',
        zh: '在来齐之前离开的进程，用的是还不存在的结果。',
      },
      help: {
        en: 'How many permits are there at the gate before the last one has come?',
        zh: '最后一个到来之前，门口有几个许可？',
      },
    },
    {
      id: 'everybody-leaves',
      title: { en: 'Everybody leaves', zh: '人人都能离开' },
      points: 20,
      ...shown,
      requires: ['nobody-leaves-early'],
      scenario: 'trio',
      budget: { executions: 1000, steps: 500 },
      oracles: [progress()],
      rationale: {
        en: 'One process left behind at the barrier stops all others in the next round.',
        zh: '只要有一个进程被留在屏障里，其他所有进程就都会停在下一轮。',
      },
      help: {
        en: 'How many wait, how many permits are put down, and what does somebody hold who waits?',
        zh: '有几个在等？放下了几个许可？等待者手里还拿着什么？',
      },
    },
    {
      id: 'places',
      title: { en: 'Each place once', zh: '每个名次恰好一次' },
      points: 15,
      ...shown,
      requires: ['everybody-leaves'],
      scenario: 'places',
      oracles: [progress()],
      rationale: {
        en: 'Places divide the work: exactly one process is the first one, exactly one the last one.',
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
      ...shown,
      requires: ['everybody-leaves'],
      scenario: 'rounds',
      budget: { executions: 1200, steps: 500 },
      oracles: [progress()],
      rationale: {
        en: 'A fast process may be back before a slow one has left. A permit that it takes then was another one’s.',
        zh: '快的进程可能在慢的进程离开之前就回来。它此时拿走的许可是别人的。',
      },
      help: {
        en: 'For whom was a permit put down, and who may take it? What is left at the gate after a round?',
        zh: '许可是为谁放下的？谁能拿走它？一轮之后门口还剩下什么？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      ...shown,
      requires: ['everybody-leaves'],
      scenario: 'sleeps',
      oracles: [progress()],
      rationale: {
        en: 'A process that spins takes a processor away from the one that everybody waits for.',
        zh: '自旋的进程占着处理器，而大家等的那个进程正需要它。',
      },
      help: {
        en: 'In which call does a process wait until another one does something?',
        zh: '进程在哪个调用里等待别的进程做某件事？',
      },
    },
    {
      id: 'nothing-left',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 5,
      ...shown,
      requires: ['everybody-leaves'],
      scenario: 'clean',
      oracles: [noErrors()],
      rationale: {
        en: 'Named semaphores and memory objects outlive the processes that made them.',
        zh: '有名信号量和共享内存对象比创建它们的进程活得更久。',
      },
      help: {
        en: 'Look into /dev/shm after your program.',
        zh: '程序结束后看看 /dev/shm。',
      },
    },
    {
      id: 'arrival-order',
      title: { en: 'Places in the order of arrival', zh: '名次按到达次序' },
      points: 5,
      ...hidden,
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
      title: { en: 'Three processes, round after round', zh: '三个进程，一轮接一轮' },
      points: 5,
      ...hidden,
      requires: ['rounds'],
      scenario: 'roundsOfThree',
      oracles: [progress()],
      rationale: {
        en: 'With three processes one may be back, one may be leaving and one may still be asleep.',
        zh: '有三个进程时，可能一个已经回来，一个正在离开，一个还在睡。',
      },
      help: {
        en: 'Follow the fastest and the slowest of three through two rounds.',
        zh: '跟踪三个进程中最快的和最慢的，走完两轮。',
      },
    },
  ],
});
