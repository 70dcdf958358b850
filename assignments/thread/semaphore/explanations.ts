/** What the checks of `thread/semaphore` are called, why they matter, and what to think about when one fails. */
import type { Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });

export const neverTooMany = {
  title: says('Never more than there are', '决不超发'),
  rationale: says(
    'Permits stand for things that exist in a certain number: one permit too many is two threads at one printer.',
    '许可代表数量有限的东西：多发一个许可，就意味着两个线程同时占用一台打印机。',
  ),
  help: says(
    'Is there a step between seeing a permit and taking it? What may happen between waking up and taking it?',
    '“看到许可”与“取走许可”之间有没有别的步骤？从醒来到取走之间可能发生什么？',
  ),
};

export const everyoneGetsIn = {
  title: says('Every waiter gets in', '每个等待者最终都能进入'),
  rationale: says(
    'A thread that sleeps next to a free permit is lost for good.',
    '身边就有空闲的许可却仍在睡眠的线程，就永远丢失了。',
  ),
  help: says(
    'What if the release comes after the decision to sleep and before the sleep?',
    '如果 release 恰好发生在“决定睡眠”之后、“真正睡下”之前会怎样？',
  ),
};

export const twoPermits = {
  title: says('Two permits are two', '两个许可就是两个'),
  rationale: says(
    'With more than one permit, holders and waiters come and go at the same time.',
    '许可不止一个时，持有者与等待者会同时来来往往。',
  ),
  help: says(
    'Follow three threads: one gives back while another one goes to sleep.',
    '跟踪三个线程：一个正在归还，另一个正要睡下。',
  ),
};

export const releaseMany = {
  title: says('release(n) lets n waiters in', 'release(n) 让 n 个等待者进入'),
  rationale: says('n permits for n sleepers need n wake-ups.', '给 n 个睡眠者的 n 个许可，需要 n 次唤醒。'),
  help: says(
    'How many does your release add, and how many does it wake?',
    '你的 release 增加了几个许可？又唤醒了几个线程？',
  ),
};

export const oneByOne = {
  title: says('Two releases in a row wake two', '接连两次释放唤醒两个'),
  rationale: says(
    'The second release must not rely on the first one’s wake-up: that one is for somebody else.',
    '第二次释放不能指望第一次的唤醒：那次唤醒是给别人的。',
  ),
  help: says(
    'When the second release comes, the first sleeper may not have taken its permit yet. What does the cell say then?',
    '第二次释放到来时，第一个睡眠者可能还没有取走许可。这时单元里是什么值？',
  ),
};

export const timeout = {
  title: says('A timeout gives up and takes nothing', '超时就放弃，且什么也不取走'),
  rationale: says('Who gives up must be as if it had never come.', '放弃的线程应当像从未来过一样。'),
  help: says(
    'What has acquire changed by the time it finds out that it has to give up?',
    '当 acquire 发现必须放弃时，它已经改变了什么？',
  ),
};

export const timeoutRace = {
  title: says('A permit at the last moment is not lost, nor doubled', '最后一刻的许可既不丢失也不翻倍'),
  rationale: says(
    'A release and a timeout may meet. Then either the thread has the permit or the semaphore has it.',
    '释放与超时可能相遇。那时，许可要么在线程手里，要么在信号量里。',
  ),
  help: says(
    'The time is up, and before you note that down a release counts you among those who wait.',
    '时间到了，而在你登记放弃之前，一次 release 又把你算作等待者。',
  ),
};

export const patience = {
  title: says('Giving up does not use up another one’s wake-up', '放弃等待不会耗掉别人的唤醒'),
  rationale: says(
    'A wake-up that reaches a thread which then leaves without the permit is missing to the one who still sleeps.',
    '唤醒若落在一个随后空手离开的线程身上，仍在睡眠的那个就少了一次唤醒。',
  ),
  help: says(
    'After the wake-up, what do you look at first: the clock or the permits?',
    '醒来之后，你先看什么：时钟还是许可？',
  ),
};

export const tryAcquire = {
  title: says('tryAcquire answers at once', 'tryAcquire 立即回答'),
  rationale: says(
    'It is for those who have something better to do than to wait.',
    '它是给那些“与其等待不如先做别的事”的线程用的。',
  ),
  help: says('False must leave the number of permits as it was.', '返回 false 时，许可的数量必须保持不变。'),
};

export const noDataRace = {
  title: says('Permits order memory', '许可为内存访问定序'),
  rationale: says(
    'Plain accesses to the semaphore order nothing, neither its own cells nor the data that it guards.',
    '对信号量的普通读写不提供任何次序，无论是对它自己的单元，还是对它所保护的数据。',
  ),
  help: says(
    'Look for accesses to memory without Atomics, also the ones that only look.',
    '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
  ),
};

export const noBusyWait = {
  title: says('Who waits, sleeps', '等待即睡眠'),
  rationale: says(
    'A thread that spins takes a processor away from those who would release.',
    '自旋的线程占着处理器，而要释放许可的线程正需要它。',
  ),
  help: says(
    'Atomics.wait sleeps until somebody notifies or the time is up.',
    'Atomics.wait 会一直睡到有人通知或时间用尽。',
  ),
};
