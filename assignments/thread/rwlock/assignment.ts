import { defineAssignment, apart, exclusive, noBusyWait, progress, raceFree } from 'interleave';

const READING = 'reading';
const WRITING = 'writing';

export default defineAssignment({
  id: 'thread/rwlock',
  title: { en: 'A lock for readers and writers', zh: '读写锁' },
  world: 'thread',
  submission: {
    file: 'rwlock.ts',
    exports: {
      RwLock: {
        kind: 'class',
        statics: ['cells'],
        methods: ['acquireRead', 'releaseRead', 'acquireWrite', 'releaseWrite'],
      },
    },
  },
  checks: [
    {
      id: 'one-writer',
      title: { en: 'One writer at a time', zh: '同一时刻只有一个写者' },
      points: 15,
      visibility: 'public',
      scenario: 'pair',
      oracles: [exclusive(WRITING)],
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
      visibility: 'public',
      scenario: 'readAndWrite',
      oracles: [apart(READING, WRITING)],
      rationale: {
        en: 'A reader beside a writer sees half of a change.',
        zh: '与写者同处其中的读者，会看到只改了一半的数据。',
      },
      help: {
        en: 'What can happen between a reader’s look for writers and its counting itself?',
        zh: '读者“查看有无写者”与“把自己算进去”之间可能发生什么？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Everybody gets in when a writer leaves', zh: '写者离开后人人都能进入' },
      points: 15,
      visibility: 'public',
      requires: ['one-writer'],
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'Who sleeps at an open door is lost for good.',
        zh: '门已打开却还在睡眠的线程，就永远丢失了。',
      },
      help: {
        en: 'What if the release comes after the decision to sleep and before the sleep?',
        zh: '如果 release 恰好发生在“决定睡眠”之后、“真正睡下”之前会怎样？',
      },
    },
    {
      id: 'readers-leave',
      title: { en: 'A writer gets in when readers leave', zh: '读者离开后写者能进入' },
      points: 10,
      visibility: 'public',
      scenario: 'readAndWrite',
      oracles: [progress()],
      rationale: {
        en: 'The last reader must think of the writer that waits for it.',
        zh: '最后一个读者必须想到正在等它的写者。',
      },
      help: {
        en: 'Who wakes a writer that waits for readers?',
        zh: '等待读者离开的写者，由谁来唤醒？',
      },
    },
    {
      id: 'readers-share',
      title: { en: 'Readers share', zh: '读者共享' },
      points: 15,
      visibility: 'public',
      scenario: 'sharing',
      oracles: [progress()],
      rationale: {
        en: 'That readers are inside together is what the lock is for.',
        zh: '读者能同处其中，正是这种锁的意义所在。',
      },
      help: {
        en: 'What keeps a reader out when there are only readers?',
        zh: '只有读者时，是什么把读者挡在外面？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away from those inside.',
        zh: '自旋的线程占着处理器，而里面的线程正需要它。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies.',
        zh: 'Atomics.wait 会一直睡到有人通知。',
      },
    },
    {
      id: 'writer-first',
      title: { en: 'A writer that sleeps goes before later readers', zh: '睡眠的写者先于后来的读者' },
      points: 10,
      visibility: 'public',
      requires: ['no-busy-wait', 'writer-and-readers', 'readers-leave', 'readers-share'],
      scenario: 'queue',
      oracles: [progress()],
      rationale: {
        en: 'If readers may always join, a writer may wait for ever.',
        zh: '如果读者总可以加入，写者就可能永远等下去。',
      },
      help: {
        en: 'From when until when does a reader see that a writer waits?',
        zh: '读者从什么时候起、到什么时候为止，能看到有写者在等待？',
      },
    },
    {
      id: 'every-writer-first',
      title: { en: 'Two writers that sleep go before later readers', zh: '两个睡眠的写者都先于后来的读者' },
      points: 5,
      visibility: 'hidden',
      requires: ['one-writer', 'everyone-gets-in', 'writer-first'],
      scenario: 'twoWriters',
      budget: { executions: 4_000 },
      oracles: [progress()],
      rationale: {
        en: 'The writer that gets in is not the only one that waits.',
        zh: '进入的那个写者，并不是唯一在等待的写者。',
      },
      help: {
        en: 'Two writers wait, and one of them gets in. What does a reader that comes then see of the other one?',
        zh: '两个写者在等待，其中一个进入了。这时到来的读者，能看到另一个写者吗？',
      },
    },
    {
      id: 'three-threads',
      title: { en: 'Two readers and a writer', zh: '两个读者和一个写者' },
      points: 5,
      visibility: 'hidden',
      requires: ['everyone-gets-in', 'writer-and-readers', 'readers-leave'],
      scenario: 'trio',
      budget: { executions: 4_000 },
      oracles: [exclusive(WRITING), apart(READING, WRITING), progress()],
      rationale: {
        en: 'Readers come, sleep and leave together, and each of these moments has its own mistakes.',
        zh: '读者会一起来、一起睡、一起走，每个时刻都有各自容易犯的错误。',
      },
      help: {
        en: 'Follow two readers that arrive, or leave, or sleep at the same time.',
        zh: '跟踪两个同时到来、同时离开或同时睡眠的读者。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'The lock orders memory', zh: '锁为内存访问定序' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in', 'writer-and-readers', 'readers-leave'],
      scenario: 'message',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain data is safe inside only if the accesses to the lock itself are atomic.',
        zh: '只有对锁自身的访问是原子的，里面的普通数据才是安全的。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the ones that only look.',
        zh: '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
  ],
});
