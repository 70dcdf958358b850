import { defineAssignment, atMost, noBusyWait, progress, raceFree } from 'interleave';

const INSIDE = 'inside';

export default defineAssignment({
  id: 'thread/semaphore',
  title: { en: 'A counting semaphore', zh: '计数信号量' },
  world: 'thread',
  submission: {
    file: 'semaphore.ts',
    exports: {
      Semaphore: { kind: 'class', statics: ['cells', 'init'], methods: ['acquire', 'tryAcquire', 'release'] },
    },
  },
  checks: [
    {
      id: 'never-too-many',
      title: { en: 'Never more than there are', zh: '决不超发' },
      points: 20,
      visibility: 'public',
      scenario: 'pair',
      oracles: [atMost(INSIDE, 1)],
      rationale: {
        en: 'Permits stand for things that exist in a certain number: one permit too many is two threads at one printer.',
        zh: '许可代表数量有限的东西：多发一个许可，就意味着两个线程同时占用一台打印机。',
      },
      help: {
        en: 'Is there a step between seeing a permit and taking it? What may happen between waking up and taking it?',
        zh: '“看到许可”与“取走许可”之间有没有别的步骤？从醒来到取走之间可能发生什么？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Every waiter gets in', zh: '每个等待者最终都能进入' },
      points: 20,
      visibility: 'public',
      requires: ['never-too-many'],
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A thread that sleeps next to a free permit is lost for good.',
        zh: '身边就有空闲的许可却仍在睡眠的线程，就永远丢失了。',
      },
      help: {
        en: 'What if the release comes after the decision to sleep and before the sleep?',
        zh: '如果 release 恰好发生在“决定睡眠”之后、“真正睡下”之前会怎样？',
      },
    },
    {
      id: 'two-permits',
      title: { en: 'Two permits are two', zh: '两个许可就是两个' },
      points: 10,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'trio',
      budget: { executions: 4_000 },
      oracles: [atMost(INSIDE, 2), progress()],
      rationale: {
        en: 'With more than one permit, holders and waiters come and go at the same time.',
        zh: '许可不止一个时，持有者与等待者会同时来来往往。',
      },
      help: {
        en: 'Follow three threads: one gives back while another one goes to sleep.',
        zh: '跟踪三个线程：一个正在归还，另一个正要睡下。',
      },
    },
    {
      id: 'release-many',
      title: { en: 'release(n) lets n waiters in', zh: 'release(n) 让 n 个等待者进入' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'releaseTwo',
      oracles: [progress()],
      rationale: {
        en: 'n permits for n sleepers need n wake-ups.',
        zh: '给 n 个睡眠者的 n 个许可，需要 n 次唤醒。',
      },
      help: {
        en: 'How many does your release add, and how many does it wake?',
        zh: '你的 release 增加了几个许可？又唤醒了几个线程？',
      },
    },
    {
      id: 'one-by-one',
      title: { en: 'Two releases in a row wake two', zh: '接连两次释放唤醒两个' },
      points: 10,
      visibility: 'hidden',
      requires: ['release-many'],
      scenario: 'releaseTwice',
      oracles: [progress()],
      rationale: {
        en: 'The second release must not rely on the first one’s wake-up: that one is for somebody else.',
        zh: '第二次释放不能指望第一次的唤醒：那次唤醒是给别人的。',
      },
      help: {
        en: 'When the second release comes, the first sleeper may not have taken its permit yet. What does the cell say then?',
        zh: '第二次释放到来时，第一个睡眠者可能还没有取走许可。这时单元里是什么值？',
      },
    },
    {
      id: 'timeout',
      title: { en: 'A timeout gives up and takes nothing', zh: '超时就放弃，且什么也不取走' },
      points: 10,
      visibility: 'public',
      scenario: 'giveUp',
      oracles: [progress()],
      rationale: {
        en: 'Who gives up must be as if it had never come.',
        zh: '放弃的线程应当像从未来过一样。',
      },
      help: {
        en: 'What has acquire changed by the time it finds out that it has to give up?',
        zh: '当 acquire 发现必须放弃时，它已经改变了什么？',
      },
    },
    {
      id: 'timeout-race',
      title: { en: 'A permit at the last moment is not lost, nor doubled', zh: '最后一刻的许可既不丢失也不翻倍' },
      points: 5,
      visibility: 'hidden',
      requires: ['timeout', 'everyone-gets-in'],
      scenario: 'lateRelease',
      oracles: [progress()],
      rationale: {
        en: 'A release and a timeout may meet. Then either the thread has the permit or the semaphore has it.',
        zh: '释放与超时可能相遇。那时，许可要么在线程手里，要么在信号量里。',
      },
      help: {
        en: 'The time is up, and before you note that down a release counts you among those who wait.',
        zh: '时间到了，而在你登记放弃之前，一次 release 又把你算作等待者。',
      },
    },
    {
      id: 'patience',
      title: { en: 'Giving up does not use up another one’s wake-up', zh: '放弃等待不会耗掉别人的唤醒' },
      points: 5,
      visibility: 'hidden',
      requires: ['timeout', 'everyone-gets-in'],
      scenario: 'patience',
      oracles: [progress()],
      rationale: {
        en: 'A wake-up that reaches a thread which then leaves without the permit is missing to the one who still sleeps.',
        zh: '唤醒若落在一个随后空手离开的线程身上，仍在睡眠的那个就少了一次唤醒。',
      },
      help: {
        en: 'After the wake-up, what do you look at first: the clock or the permits?',
        zh: '醒来之后，你先看什么：时钟还是许可？',
      },
    },
    {
      id: 'try-acquire',
      title: { en: 'tryAcquire answers at once', zh: 'tryAcquire 立即回答' },
      points: 5,
      visibility: 'public',
      scenario: 'tryIt',
      oracles: [progress()],
      rationale: {
        en: 'It is for those who have something better to do than to wait.',
        zh: '它是给那些“与其等待不如先做别的事”的线程用的。',
      },
      help: {
        en: 'False must leave the number of permits as it was.',
        zh: '返回 false 时，许可的数量必须保持不变。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'Permits order memory', zh: '许可为内存访问定序' },
      points: 3,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'counter',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain accesses to the semaphore order nothing, neither its own cells nor the data that it guards.',
        zh: '对信号量的普通读写不提供任何次序，无论是对它自己的单元，还是对它所保护的数据。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the ones that only look.',
        zh: '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 2,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away from those who would release.',
        zh: '自旋的线程占着处理器，而要释放许可的线程正需要它。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies or the time is up.',
        zh: 'Atomics.wait 会一直睡到有人通知或时间用尽。',
      },
    },
  ],
});
