/** What the checks of `thread/bounded-queue` are called, why they matter, and what to think about when one fails. */
import type { Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });

export const firstInFirstOut = {
  title: says('First in, first out', '先进先出'),
  rationale: says(
    'A queue keeps every element, in order, and says so when there is no room and when there is nothing.',
    '队列要按次序保存每一个元素，并在没有空位、没有元素时如实回答。',
  ),
  help: says(
    'Try capacity 2 on paper, once round the ring. Which values do you mistake for nothing?',
    '在纸上用容量 2 绕环走一圈。哪些值会被你误认为“没有”？',
  ),
};

export const linearizable = {
  title: says('Every operation takes effect at one moment', '每个操作都在某一瞬间生效'),
  rationale: says(
    'Two threads in the same slot lose an element; a queue that is empty for one and full for another is no queue.',
    '两个线程用了同一个槽位就会丢失元素；对一个线程是空、对另一个线程是满的队列，不是队列。',
  ),
  help: says(
    'Which steps belong together? May an element be there for one thread and not yet for the next?',
    '哪些步骤必须连在一起？一个元素会不会对某个线程已经存在，对下一个线程却还不存在？',
  ),
};

export const oneSlot = {
  title: says('The capacity is never exceeded', '从不超过容量'),
  rationale: says(
    'A bounded queue exists to hold producers back: an element too many overwrites another one.',
    '有界队列就是为了约束生产者：多放一个元素就会覆盖另一个。',
  ),
  help: says(
    'Between finding room and using it, may somebody else use it?',
    '从发现空位到使用空位之间，别人会不会抢先用掉？',
  ),
};

export const waits = {
  title: says('put waits for room and get for an element', 'put 等待空位，get 等待元素'),
  rationale: says(
    'A wake-up that comes between the decision to sleep and the sleep must not be lost.',
    '在“决定睡眠”与“真正睡下”之间到来的唤醒不能丢失。',
  ),
  help: says(
    'Which value does the waiter expect in its cell, and when did it read it?',
    '等待者期望单元里是什么值？它是什么时候读到这个值的？',
  ),
};

export const rightWaiter = {
  title: says('A wake-up reaches one who can use it', '唤醒要到达能用上它的线程'),
  rationale: says(
    'Producers and consumers may sleep at the same time; a wake-up spent on the wrong one is lost for the right one.',
    '生产者与消费者可能同时在睡眠；唤醒了错的线程，对的线程就失去了这次唤醒。',
  ),
  help: says(
    'Who may be asleep on that cell, and what does a woken thread do that finds nothing to do?',
    '那个单元上可能睡着谁？醒来却无事可做的线程会怎样？',
  ),
};

export const everySleeper = {
  title: says('Two elements wake two sleepers', '两个元素唤醒两个睡眠者'),
  rationale: says(
    'Who wakes others only when the queue stops being empty forgets the second sleeper.',
    '只在队列“由空变非空”时才唤醒，会忘掉第二个睡眠者。',
  ),
  help: says(
    'Two consumers sleep, and two elements come before either has run again.',
    '两个消费者都睡着了，在它们重新运行之前连来了两个元素。',
  ),
};

export const overtakenConsumer = {
  title: says('A consumer may be overtaken', '消费者可能被抢先'),
  rationale: says(
    'A consumer that wakes up has been promised nothing: another one may have been quicker.',
    '醒来的消费者没有得到任何保证：别人可能更快。',
  ),
  help: says('What does get do directly after waking up?', 'get 醒来之后的第一步是什么？'),
};

export const overtakenProducer = {
  title: says('A producer may be overtaken', '生产者可能被抢先'),
  rationale: says(
    'A producer that wakes up has been promised nothing: another one may have been quicker.',
    '醒来的生产者没有得到任何保证：别人可能更快。',
  ),
  help: says('What does put do directly after waking up?', 'put 醒来之后的第一步是什么？'),
};

export const closeWakesConsumers = {
  title: says('close wakes everyone who waits in get', 'close 唤醒所有在 get 中等待的线程'),
  rationale: says(
    'close says that nothing more will come; who still waits for it would wait for ever.',
    'close 表示不会再有元素；还在等的线程将永远等下去。',
  ),
  help: says(
    'How many may be asleep when close comes, and what do they look at when they wake?',
    'close 到来时可能有几个线程在睡？它们醒来后检查什么？',
  ),
};

export const closeWakesProducers = {
  title: says('close wakes everyone who waits in put', 'close 唤醒所有在 put 中等待的线程'),
  rationale: says(
    'A producer that waits for room in a closed queue waits for a consumer that may never come.',
    '在已关闭的队列里等空位的生产者，等的是可能永远不来的消费者。',
  ),
  help: says(
    'Does the loop of put look at the closing as well as at the room?',
    'put 的循环除了检查空位，是否也检查了关闭？',
  ),
};

export const afterClose = {
  title: says('After close: nothing in, everything out', '关闭之后：只出不进'),
  rationale: says(
    'Elements that were accepted belong to the consumers; elements that come too late must be refused aloud.',
    '已接受的元素属于消费者；来得太晚的元素必须明确拒绝。',
  ),
  help: says(
    'Which does get look at first, the closing or the elements? What does put still hold when it throws?',
    'get 先看“已关闭”还是先看元素？put 抛出错误时手里还握着什么？',
  ),
};

export const closeIsOneMoment = {
  title: says('An element accepted before close is delivered', '关闭之前接受的元素一定送达'),
  rationale: says(
    'A consumer that finds nothing, and then finds the queue closed, may have missed what came in between.',
    '消费者先发现没有元素、再发现队列已关闭，可能漏掉了两者之间到来的元素。',
  ),
  help: says(
    'In which order do you ask the two questions, and what can happen between them?',
    '这两个问题按什么次序问？两问之间会发生什么？',
  ),
};

export const anyOperations = {
  title: says('Any operations at the same time', '任意操作同时进行'),
  rationale: says(
    'Every operation meets every other: one that tries must wake those who wait, just as one that waits must.',
    '每个操作都会遇到其他任何操作：不等待的操作也必须唤醒等待者，正如会等待的操作一样。',
  ),
  help: says(
    'Make a table of all pairs of operations. What does each have to do for the other?',
    '列一张表，写出所有操作两两相遇的情形：每一个必须为另一个做什么？',
  ),
};

export const noBusyWait = {
  title: says('Who waits, sleeps', '等待即睡眠'),
  rationale: says(
    'A thread that spins takes the processor from the very thread that it waits for.',
    '自旋的线程占用的处理器，可能正是它所等待的线程需要的。',
  ),
  help: says(
    'Atomics.wait sleeps until somebody notifies; a loop of short sleeps is still a loop.',
    'Atomics.wait 会一直睡到有人通知；反复短暂睡眠的循环仍然是自旋。',
  ),
};

export const noDataRace = {
  title: says('No data race', '没有数据竞争'),
  rationale: says(
    'Plain accesses that no lock orders may be seen late, torn or never.',
    '没有锁来定序的普通访问，可能被别的线程晚看到，甚至看不到。',
  ),
  help: says(
    'Look for accesses to memory without Atomics outside the lock, also the ones that only look.',
    '找一找锁之外没有通过 Atomics 的访问，“只是看一眼”的也算。',
  ),
};
