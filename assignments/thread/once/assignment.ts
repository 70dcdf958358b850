import { defineAssignment, noBusyWait, noErrors, progress, raceFree } from 'interleave';

export default defineAssignment({
  id: 'thread/once',
  title: { en: 'Once', zh: '只做一次' },
  world: 'thread',
  submission: {
    file: 'once.ts',
    exports: { Once: { kind: 'class', statics: ['cells'], methods: ['run'] } },
  },
  checks: [
    {
      id: 'runs-once',
      title: { en: 'The action is completed once', zh: '动作只完成一次' },
      points: 20,
      visibility: 'public',
      scenario: 'pair',
      oracles: [noErrors()],
      rationale: {
        en: 'What is set up twice is set up wrong: a connection opened twice, a table filled twice.',
        zh: '初始化做两次就是做错了：连接打开了两次，表格填了两次。',
      },
      help: {
        en: 'Between finding that nobody has begun and beginning, is there a step in which somebody else can find the same?',
        zh: '从“发现没有人开始”到“自己开始”之间，有没有一步能让别人得出同样的发现？',
      },
    },
    {
      id: 'returns-when-done',
      title: { en: 'run returns only after the completion', zh: 'run 只在动作完成之后返回' },
      points: 15,
      visibility: 'public',
      scenario: 'published',
      oracles: [noErrors()],
      rationale: {
        en: 'Who returns from run relies on what the action has set up.',
        zh: '从 run 返回的线程要依赖动作所建立的东西。',
      },
      help: {
        en: 'When does the cell say that it is done, and what can a latecomer do at that moment?',
        zh: '单元什么时候说“已完成”？此刻后来者能做什么？',
      },
    },
    {
      id: 'everyone-returns',
      title: { en: 'Nobody waits for ever', zh: '没有人永远等待' },
      points: 15,
      visibility: 'public',
      requires: ['runs-once'],
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A thread that sleeps after the action has been completed, and whom nobody will wake, is lost.',
        zh: '如果动作已经完成，某个线程却还在睡，又不会再有人唤醒它，这个线程就丢失了。',
      },
      help: {
        en: 'What if the completion comes after the decision to sleep and before the sleep?',
        zh: '如果“完成”恰好发生在决定睡眠之后、真正睡下之前会怎样？',
      },
    },
    {
      id: 'three-threads',
      title: { en: 'Everyone who waits returns', zh: '等待的线程全部返回' },
      points: 10,
      visibility: 'hidden',
      requires: ['everyone-returns'],
      scenario: 'trio',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The completion concerns all who wait, and not only one of them.',
        zh: '动作完成与所有等待者有关，而不只是其中一个。',
      },
      help: { en: 'How many may be asleep, and who wakes each of them?', zh: '可能有几个线程在睡？每一个由谁来唤醒？' },
    },
    {
      id: 'error-and-again',
      title: { en: 'An error goes to its caller, and the next one tries', zh: '错误归调用者，下一个再尝试' },
      points: 15,
      visibility: 'public',
      scenario: 'alone',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An action that threw has not been completed: its caller must know, and the next one must have its chance.',
        zh: '抛出错误的动作没有完成：它的调用者必须知道，下一个必须有机会。',
      },
      help: {
        en: 'Follow your cells through an action that throws. Are they as they were before?',
        zh: '跟踪你的单元经历一次抛出错误的动作。它们恢复原样了吗？',
      },
    },
    {
      id: 'waiter-takes-over',
      title: { en: 'After an error a waiter runs its own action', zh: '出错之后由等待者运行自己的动作' },
      points: 10,
      visibility: 'public',
      requires: ['error-and-again', 'everyone-returns'],
      scenario: 'failure',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who waited for an action that then threw must not return as if it had been completed, nor wait on.',
        zh: '等待的动作后来抛出了错误，等待者既不能当作已完成而返回，也不能继续等下去。',
      },
      help: { en: 'What does a thread know when it wakes up?', zh: '线程醒来的时候知道些什么？' },
    },
    {
      id: 'one-takes-over',
      title: { en: 'Of two waiters exactly one takes over', zh: '两个等待者中恰有一个接手' },
      points: 5,
      visibility: 'hidden',
      requires: ['waiter-takes-over'],
      scenario: 'failureOfThree',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'After an error the race for the first place begins anew, with everything that can go wrong in it.',
        zh: '出错之后，争当第一的竞赛重新开始，其中可能出错的地方一样不少。',
      },
      help: {
        en: 'How does a waiter that takes over make sure that it is the only one?',
        zh: '接手的等待者怎样确保只有自己一个？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-returns'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes the processor from the very thread that runs the action.',
        zh: '自旋的线程占用的处理器，可能正是运行动作的线程需要的。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies; a loop of short sleeps is still a loop.',
        zh: 'Atomics.wait 会一直睡到有人通知；反复短暂睡眠的循环仍然是自旋。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'What the action wrote can be read', zh: '动作写下的数据可以安全读取' },
      points: 5,
      visibility: 'public',
      requires: ['returns-when-done', 'everyone-returns'],
      scenario: 'published',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain data that the action wrote is safe only if its completion happens before every return from run.',
        zh: '只有动作的完成先行发生于每一次从 run 返回，动作写下的普通数据才是安全的。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the quick look at the beginning.',
        zh: '找一找没有通过 Atomics 的内存访问，开头那“快速看一眼”也算。',
      },
    },
  ],
});
