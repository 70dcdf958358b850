import { defineAssignment, exclusive, noErrors, progress } from 'interleave';

/** Few steps matter here, and what goes wrong shows early: enough for all executions with one preemption. */
const budget = { executions: 1000, steps: 1000 };
const shown = { visibility: 'public', budget } as const;
const hidden = { visibility: 'hidden', budget } as const;

export default defineAssignment({
  id: 'process/lock',
  title: { en: 'A lock that survives its owner', zh: '拥有者死后仍可用的锁' },
  world: 'process',
  submission: {
    file: 'lock.ts',
    exports: {
      Lock: { kind: 'class', statics: ['size', 'init'], methods: ['acquire', 'release'] },
    },
  },
  checks: [
    {
      id: 'exclusion',
      title: { en: 'One owner at a time', zh: '同一时刻只有一个拥有者' },
      points: 10,
      ...shown,
      scenario: 'pair',
      budget: { executions: 300, steps: 1000 },
      oracles: [exclusive('inside')],
      rationale: { en: 'That is what a lock is for.', zh: '这正是锁的用处。' },
      help: {
        en: 'Is there a step between finding the lock free and having it?',
        zh: '在“发现锁空闲”与“拥有锁”之间有没有别的步骤？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Everybody gets the lock in turn', zh: '人人都能轮到' },
      points: 10,
      ...shown,
      requires: ['exclusion'],
      scenario: 'pair',
      budget: { executions: 300, steps: 1000 },
      oracles: [progress()],
      rationale: {
        en: 'Who sleeps although the lock is free is lost for good.',
        zh: '锁已空闲却还在睡眠的进程，就永远丢失了。',
      },
      help: {
        en: 'What if the release comes after the decision to sleep and before the sleep?',
        zh: '如果 release 恰好发生在“决定睡眠”之后、“睡下”之前会怎样？',
      },
    },
    {
      id: 'owner-dies',
      title: { en: 'A lock outlives its owner', zh: '锁比拥有者活得更久' },
      points: 20,
      ...shown,
      scenario: 'ownerDies',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A process that dies does not release, and what it guarded may be half done: the next one must get in and be told.',
        zh: '死去的进程不会释放锁，而它所保护的东西可能只做了一半：下一个进程必须能进入，并被告知此事。',
      },
      help: { en: 'How can one find out whether a process still lives?', zh: '怎样得知一个进程是否还活着？' },
    },
    {
      id: 'one-heir',
      title: { en: 'One heir', zh: '只有一个继承者' },
      points: 15,
      ...shown,
      requires: ['owner-dies'],
      scenario: 'heirs',
      oracles: [exclusive('inside'), noErrors()],
      rationale: {
        en: 'Two who find a dead owner at the same time must not both take its place.',
        zh: '两个进程同时发现拥有者已死，不能都取而代之。',
      },
      help: {
        en: 'From whom to whom does the lock go, and is that one step?',
        zh: '锁从谁手里到谁手里？这是一个步骤吗？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      ...shown,
      requires: ['everyone-gets-in'],
      scenario: 'sleeps',
      budget: { executions: 200, steps: 1000 },
      oracles: [progress()],
      rationale: {
        en: 'A process that spins takes a processor away from the one that it waits for.',
        zh: '自旋的进程占着处理器，而它所等的那个进程正需要它。',
      },
      help: {
        en: 'In which call does a process wait, and for how long at most?',
        zh: '进程在哪个调用里等待？最多等多久？',
      },
    },
    {
      id: 'owner-lives',
      title: { en: 'Nothing is taken from the living', zh: '不从活着的进程手里夺锁' },
      points: 15,
      ...shown,
      requires: ['exclusion', 'everyone-gets-in'],
      scenario: 'ownerLives',
      budget: { executions: 200, steps: 1000 },
      oracles: [exclusive('inside'), progress()],
      rationale: { en: 'An owner that is slow is not dead.', zh: '慢的拥有者并没有死。' },
      help: { en: 'What does it mean that one has waited for long?', zh: '等了很久说明什么？' },
    },
    {
      id: 'any-step',
      title: { en: 'Death at any step', zh: '死在任何一步' },
      points: 15,
      ...shown,
      requires: ['everyone-gets-in', 'owner-dies'],
      scenario: 'anyStep',
      oracles: [exclusive('inside'), progress()],
      rationale: {
        en: 'A process may be killed between any two steps, also in the middle of acquire and of release.',
        zh: '进程可能在任意两步之间被杀死，包括在 acquire 和 release 的中途。',
      },
      help: {
        en: 'Say after each step what the memory says about the owner. Who wakes those who sleep if you die now?',
        zh: '在每一步之后说说内存里关于拥有者写了什么。如果你此刻死去，谁来唤醒睡眠者？',
      },
    },
    {
      id: 'heir-dies',
      title: { en: 'The heir may die, too', zh: '继承者也可能死去' },
      points: 5,
      ...hidden,
      requires: ['one-heir', 'any-step'],
      scenario: 'heirDies',
      oracles: [exclusive('inside'), progress()],
      rationale: { en: 'Taking over is not safe from death either.', zh: '接管的过程同样可能遭遇死亡。' },
      help: { en: 'Who takes over a lock whose taking over was begun?', zh: '接管进行到一半的锁，由谁来接管？' },
    },
    {
      id: 'not-mine',
      title: { en: 'Only the owner releases', zh: '只有拥有者才能释放' },
      points: 5,
      ...shown,
      scenario: 'notMine',
      oracles: [noErrors()],
      rationale: { en: 'A release by somebody else lets two in.', zh: '别人来释放，就会让两个进程同时进入。' },
      help: { en: 'What does release compare?', zh: 'release 比较的是什么？' },
    },
  ],
});
