import { defineAssignment, exclusive, fifoOrder, noBusyWait, progress, raceFree } from 'interleave';

const SECTION = 'critical section';
const inOrder = fifoOrder(SECTION, { from: { event: 'invoke', op: 'acquire' } });

export default defineAssignment({
  id: 'thread/ticket-lock',
  title: { en: 'A ticket lock', zh: '排号锁' },
  world: 'thread',
  submission: {
    file: 'ticket-lock.ts',
    exports: { TicketLock: { kind: 'class', statics: ['cells'], methods: ['acquire', 'release'] } },
  },
  checks: [
    {
      id: 'one-at-a-time',
      title: { en: 'One holder at a time', zh: '同一时刻只有一个持有者' },
      points: 20,
      visibility: 'public',
      scenario: 'pair',
      oracles: [exclusive(SECTION)],
      rationale: {
        en: 'Between its acquire and its release a thread must be alone.',
        zh: '线程从 acquire 返回到调用 release 之间必须独占临界区。',
      },
      help: { en: 'Can two threads hold the same ticket?', zh: '两个线程会不会拿到同一个号？' },
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
        en: 'A thread that sleeps while its ticket is being served, and whom nobody will wake, is lost, and all behind it with it.',
        zh: '如果已经叫到某个线程的号，它却还在睡，又没有人会来唤醒它，它就丢失了，排在后面的人也一样。',
      },
      help: {
        en: 'What if the release comes after the look at the number served and before the sleep?',
        zh: '如果 release 恰好发生在看叫号之后、睡下之前会怎样？',
      },
    },
    {
      id: 'first-come',
      title: { en: 'First come, first served', zh: '先到先得' },
      points: 20,
      visibility: 'public',
      requires: ['one-at-a-time'],
      scenario: 'pair',
      oracles: [inOrder],
      rationale: {
        en: 'The order of arrival is what a ticket lock is for: nobody is overtaken, so nobody starves.',
        zh: '到达次序正是排号锁的意义：无人被超越，也就无人饿死。',
      },
      help: {
        en: 'Which is the first atomic operation of your acquire, and does it fix your place, whatever others do next?',
        zh: '你的 acquire 的第一个原子操作是什么？不论别人接下来做什么，它都确定了你的位置吗？',
      },
    },
    {
      id: 'three-threads',
      title: { en: 'Three threads, and the right one is woken', zh: '三个线程，唤醒对的那个' },
      points: 15,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'trio',
      oracles: [exclusive(SECTION), progress()],
      rationale: {
        en: 'With two sleepers, one is next and the other one is not; a wake-up says nothing about which.',
        zh: '有两个睡眠者时，一个是下一个，另一个不是；而唤醒本身不说明是哪一个。',
      },
      help: {
        en: 'Who wakes when you notify, and what does a thread do that wakes up too early?',
        zh: 'notify 会唤醒谁？醒得太早的线程会做什么？',
      },
    },
    {
      id: 'first-come-of-three',
      title: { en: 'First come, first served, of three', zh: '三个线程先到先得' },
      points: 10,
      visibility: 'hidden',
      requires: ['first-come'],
      scenario: 'trio',
      oracles: [inOrder],
      rationale: {
        en: 'The order holds for those who wait, too, and not only between holder and waiter.',
        zh: '等待者之间同样要按次序，而不只是在持有者与等待者之间。',
      },
      help: {
        en: 'Draw the queue with two waiters. Who decides which of them is next, and when was it decided?',
        zh: '画出有两个等待者的队列。谁决定下一个是谁？是在什么时候决定的？',
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
      id: 'no-data-race',
      title: { en: 'The lock orders memory', zh: '锁为内存访问定序' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'counter',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain data is safe inside the section only if one holder’s release happens before the next one’s acquire.',
        zh: '只有前一个持有者的 release 先行发生于下一个持有者的 acquire，临界区里的普通数据才是安全的。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also by the holder: others are looking at the same cells.',
        zh: '找一找没有通过 Atomics 的内存访问，持有者自己的也算：别人正看着同样的单元。',
      },
    },
  ],
});
