import { defineAssignment, fifoQueue, linearizable, noBusyWait, progress, raceFree } from 'interleave';

export default defineAssignment({
  id: 'thread/bounded-queue',
  title: { en: 'A bounded queue', zh: '有界队列' },
  world: 'thread',
  submission: {
    file: 'bounded-queue.ts',
    exports: {
      BoundedQueue: { kind: 'class', statics: ['cells', 'init'], methods: ['put', 'get', 'tryPut', 'tryGet', 'close'] },
    },
  },
  checks: [
    {
      id: 'first-in-first-out',
      title: { en: 'First in, first out', zh: '先进先出' },
      points: 10,
      visibility: 'public',
      scenario: 'alone',
      oracles: [progress()],
      rationale: {
        en: 'A queue keeps every element, in order, and says so when there is no room and when there is nothing.',
        zh: '队列要按次序保存每一个元素，并在没有空位、没有元素时如实回答。',
      },
      help: {
        en: 'Try capacity 2 on paper, once round the ring. Which values do you mistake for nothing?',
        zh: '在纸上用容量 2 绕环走一圈。哪些值会被你误认为“没有”？',
      },
    },
    {
      id: 'linearizable',
      title: { en: 'Every operation takes effect at one moment', zh: '每个操作都在某一瞬间生效' },
      points: 15,
      visibility: 'public',
      requires: ['first-in-first-out'],
      scenario: 'trying',
      oracles: [linearizable(fifoQueue(2))],
      rationale: {
        en: 'Two threads in the same slot lose an element; a queue that is empty for one and full for another is no queue.',
        zh: '两个线程用了同一个槽位就会丢失元素；对一个线程是空、对另一个线程是满的队列，不是队列。',
      },
      help: {
        en: 'Which steps belong together? May an element be there for one thread and not yet for the next?',
        zh: '哪些步骤必须连在一起？一个元素会不会对某个线程已经存在，对下一个线程却还不存在？',
      },
    },
    {
      id: 'one-slot',
      title: { en: 'The capacity is never exceeded', zh: '从不超过容量' },
      points: 5,
      visibility: 'hidden',
      scenario: 'oneSlot',
      oracles: [linearizable(fifoQueue(1))],
      rationale: {
        en: 'A bounded queue exists to hold producers back: an element too many overwrites another one.',
        zh: '有界队列就是为了约束生产者：多放一个元素就会覆盖另一个。',
      },
      help: {
        en: 'Between finding room and using it, may somebody else use it?',
        zh: '从发现空位到使用空位之间，别人会不会抢先用掉？',
      },
    },
    {
      id: 'waits',
      title: { en: 'put waits for room and get for an element', zh: 'put 等待空位，get 等待元素' },
      points: 10,
      visibility: 'public',
      requires: ['first-in-first-out'],
      scenario: 'handOver',
      oracles: [progress()],
      rationale: {
        en: 'A wake-up that comes between the decision to sleep and the sleep must not be lost.',
        zh: '在“决定睡眠”与“真正睡下”之间到来的唤醒不能丢失。',
      },
      help: {
        en: 'Which value does the waiter expect in its cell, and when did it read it?',
        zh: '等待者期望单元里是什么值？它是什么时候读到这个值的？',
      },
    },
    {
      id: 'right-waiter',
      title: { en: 'A wake-up reaches one who can use it', zh: '唤醒要到达能用上它的线程' },
      points: 10,
      visibility: 'hidden',
      requires: ['waits'],
      scenario: 'mixedWaiters',
      oracles: [linearizable(fifoQueue(1)), progress()],
      rationale: {
        en: 'Producers and consumers may sleep at the same time; a wake-up spent on the wrong one is lost for the right one.',
        zh: '生产者与消费者可能同时在睡眠；唤醒了错的线程，对的线程就失去了这次唤醒。',
      },
      help: {
        en: 'Who may be asleep on that cell, and what does a woken thread do that finds nothing to do?',
        zh: '那个单元上可能睡着谁？醒来却无事可做的线程会怎样？',
      },
    },
    {
      id: 'every-sleeper',
      title: { en: 'Two elements wake two sleepers', zh: '两个元素唤醒两个睡眠者' },
      points: 10,
      visibility: 'hidden',
      requires: ['waits'],
      scenario: 'twoSleepers',
      oracles: [linearizable(fifoQueue(2)), progress()],
      rationale: {
        en: 'Who wakes others only when the queue stops being empty forgets the second sleeper.',
        zh: '只在队列“由空变非空”时才唤醒，会忘掉第二个睡眠者。',
      },
      help: {
        en: 'Two consumers sleep, and two elements come before either has run again.',
        zh: '两个消费者都睡着了，在它们重新运行之前连来了两个元素。',
      },
    },
    {
      id: 'two-producers',
      title: { en: 'Two producers share one slot', zh: '两个生产者共用一个槽位' },
      points: 5,
      visibility: 'hidden',
      requires: ['waits'],
      scenario: 'twoProducers',
      oracles: [linearizable(fifoQueue(1)), progress()],
      rationale: {
        en: 'A producer that wakes up has been promised nothing: another one may have been quicker.',
        zh: '醒来的生产者没有得到任何保证：别人可能更快。',
      },
      help: { en: 'What does put do directly after waking up?', zh: 'put 醒来之后的第一步是什么？' },
    },
    {
      id: 'close-wakes-consumers',
      title: { en: 'close wakes everyone who waits in get', zh: 'close 唤醒所有在 get 中等待的线程' },
      points: 10,
      visibility: 'public',
      scenario: 'closeOnConsumers',
      oracles: [progress()],
      rationale: {
        en: 'close says that nothing more will come; who still waits for it would wait for ever.',
        zh: 'close 表示不会再有元素；还在等的线程将永远等下去。',
      },
      help: {
        en: 'How many may be asleep when close comes, and what do they look at when they wake?',
        zh: 'close 到来时可能有几个线程在睡？它们醒来后检查什么？',
      },
    },
    {
      id: 'close-wakes-producers',
      title: { en: 'close wakes everyone who waits in put', zh: 'close 唤醒所有在 put 中等待的线程' },
      points: 5,
      visibility: 'public',
      scenario: 'closeOnProducers',
      oracles: [progress()],
      rationale: {
        en: 'A producer that waits for room in a closed queue waits for a consumer that may never come.',
        zh: '在已关闭的队列里等空位的生产者，等的是可能永远不来的消费者。',
      },
      help: {
        en: 'Does the loop of put look at the closing as well as at the room?',
        zh: 'put 的循环除了检查空位，是否也检查了关闭？',
      },
    },
    {
      id: 'after-close',
      title: { en: 'After close: nothing in, everything out', zh: '关闭之后：只出不进' },
      points: 5,
      visibility: 'public',
      scenario: 'closed',
      oracles: [progress()],
      rationale: {
        en: 'Elements that were accepted belong to the consumers; elements that come too late must be refused aloud.',
        zh: '已接受的元素属于消费者；来得太晚的元素必须明确拒绝。',
      },
      help: {
        en: 'Which does get look at first, the closing or the elements? What does put still hold when it throws?',
        zh: 'get 先看“已关闭”还是先看元素？put 抛出错误时手里还握着什么？',
      },
    },
    {
      id: 'close-is-one-moment',
      title: { en: 'An element accepted before close is delivered', zh: '关闭之前接受的元素一定送达' },
      points: 5,
      visibility: 'hidden',
      scenario: 'lastElement',
      oracles: [linearizable(fifoQueue(1)), progress()],
      rationale: {
        en: 'A consumer that finds nothing, and then finds the queue closed, may have missed what came in between.',
        zh: '消费者先发现没有元素、再发现队列已关闭，可能漏掉了两者之间到来的元素。',
      },
      help: {
        en: 'In which order do you ask the two questions, and what can happen between them?',
        zh: '这两个问题按什么次序问？两问之间会发生什么？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['waits'],
      scenario: 'handOver',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes the processor from the very thread that it waits for.',
        zh: '自旋的线程占用的处理器，可能正是它所等待的线程需要的。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies; a loop of short sleeps is still a loop.',
        zh: 'Atomics.wait 会一直睡到有人通知；反复短暂睡眠的循环仍然是自旋。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'No data race', zh: '没有数据竞争' },
      points: 5,
      visibility: 'public',
      requires: ['waits'],
      scenario: 'handOver',
      oracles: [raceFree()],
      rationale: {
        en: 'Plain accesses that no lock orders may be seen late, torn or never.',
        zh: '没有锁来定序的普通访问，可能被别的线程晚看到，甚至看不到。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics outside the lock, also the ones that only look.',
        zh: '找一找锁之外没有通过 Atomics 的访问，“只是看一眼”的也算。',
      },
    },
  ],
});
