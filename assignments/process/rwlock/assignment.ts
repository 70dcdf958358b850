import { apart, defineAssignment, exclusive, noErrors, progress } from 'interleave';

/** Few steps matter here, and what goes wrong shows early: enough for all executions with one preemption. */
const budget = { executions: 500, steps: 500 };
const shown = { visibility: 'public', budget } as const;
const hidden = { visibility: 'hidden', budget } as const;

export default defineAssignment({
  id: 'process/rwlock',
  title: { en: 'A lock for readers and writers, between processes', zh: '进程间的读写锁' },
  world: 'process',
  submission: {
    file: 'rwlock.ts',
    exports: {
      RwLock: {
        kind: 'class',
        statics: ['size', 'init'],
        methods: ['acquireRead', 'releaseRead', 'acquireWrite', 'releaseWrite'],
      },
    },
  },
  checks: [
    {
      id: 'one-writer',
      title: { en: 'One writer at a time', zh: '同一时刻只有一个写者' },
      points: 15,
      ...shown,
      scenario: 'pair',
      oracles: [exclusive('writing')],
      rationale: {
        en: 'Two writers at once leave behind a mixture of both.',
        zh: '两个写者同时写，留下的会是两者的混合。',
      },
      help: {
        en: 'Is there a step between finding nobody inside and being inside?',
        zh: '在“发现里面没有人”与“自己进入”之间有没有别的步骤？',
      },
    },
    {
      id: 'writer-and-readers',
      title: { en: 'No reader beside a writer', zh: '写者在时没有读者' },
      points: 15,
      ...shown,
      scenario: 'readAndWrite',
      oracles: [apart('reading', 'writing')],
      rationale: {
        en: 'A reader beside a writer sees half of a change.',
        zh: '与写者同处其中的读者，会看到只改了一半的数据。',
      },
      help: {
        en: 'Who keeps writers out while readers are inside, and from when on?',
        zh: '读者在里面时，谁把写者挡在外面？从什么时候起？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Everybody gets in when a writer leaves', zh: '写者离开后人人都能进入' },
      points: 15,
      ...shown,
      requires: ['one-writer'],
      scenario: 'pair',
      oracles: [progress()],
      rationale: { en: 'Who sleeps at an open door is lost for good.', zh: '门已打开却还在睡眠的进程，就永远丢失了。' },
      help: { en: 'For whom does a writer that leaves put down a permit?', zh: '离开的写者为谁放下许可？' },
    },
    {
      id: 'readers-leave',
      title: { en: 'A writer gets in when readers leave', zh: '读者离开后写者能进入' },
      points: 10,
      ...shown,
      scenario: 'readAndWrite',
      oracles: [progress()],
      rationale: {
        en: 'The last reader must think of the writer that waits for it.',
        zh: '最后一个读者必须想到正在等它的写者。',
      },
      help: { en: 'Who wakes a writer that waits for readers?', zh: '等待读者离开的写者，由谁来唤醒？' },
    },
    {
      id: 'readers-share',
      title: { en: 'Readers share', zh: '读者共享' },
      points: 15,
      ...shown,
      scenario: 'sharing',
      oracles: [progress()],
      rationale: {
        en: 'That readers are inside together is what the lock is for.',
        zh: '读者能同处其中，正是这种锁的意义所在。',
      },
      help: { en: 'What keeps a reader out when there are only readers?', zh: '只有读者时，是什么把读者挡在外面？' },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      ...shown,
      requires: ['everyone-gets-in'],
      scenario: 'sleeps',
      oracles: [progress()],
      rationale: {
        en: 'A process that spins takes a processor away from those inside.',
        zh: '自旋的进程占着处理器，而里面的进程正需要它。',
      },
      help: {
        en: 'In which call does a process wait until another one does something?',
        zh: '进程在哪个调用里等待别的进程做某件事？',
      },
    },
    {
      id: 'writer-first',
      title: { en: 'A writer that sleeps goes before later readers', zh: '睡眠的写者先于后来的读者' },
      points: 15,
      ...shown,
      requires: ['writer-and-readers', 'readers-leave', 'readers-share', 'no-busy-wait'],
      scenario: 'queue',
      oracles: [progress()],
      rationale: { en: 'If readers may always join, a writer may starve.', zh: '如果读者总可以加入，写者就可能饿死。' },
      help: { en: 'What does a reader that comes see of a writer that waits?', zh: '到来的读者怎样看到有写者在等待？' },
    },
    {
      id: 'three-processes',
      title: { en: 'Two readers and a writer', zh: '两个读者和一个写者' },
      points: 5,
      ...hidden,
      requires: ['everyone-gets-in', 'writer-and-readers', 'readers-leave'],
      scenario: 'trio',
      budget: { executions: 1000, steps: 500 },
      oracles: [exclusive('writing'), apart('reading', 'writing'), progress()],
      rationale: {
        en: 'Readers come, sleep and leave together, each with mistakes of its own.',
        zh: '读者会一起来、一起睡、一起走，各有各的错误。',
      },
      help: {
        en: 'Follow two readers that arrive or leave at the same time.',
        zh: '跟踪两个同时到来或同时离开的读者。',
      },
    },
    {
      id: 'nothing-left',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 5,
      ...shown,
      requires: ['everyone-gets-in', 'readers-leave'],
      scenario: 'clean',
      oracles: [noErrors()],
      rationale: {
        en: 'Named semaphores outlive the processes that made them.',
        zh: '有名信号量比创建它们的进程活得更久。',
      },
      help: { en: 'Look into /dev/shm after your program.', zh: '程序结束后看看 /dev/shm。' },
    },
  ],
});
