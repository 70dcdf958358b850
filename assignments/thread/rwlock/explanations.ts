/** What the checks of `thread/rwlock` are called, why they matter, and what to think about when one fails. */
import type { Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });

export const oneWriter = {
  title: says('One writer at a time', '同一时刻只有一个写者'),
  rationale: says('Two writers at once leave behind a mixture of both.', '两个写者同时写，留下的会是两者的混合。'),
  help: says(
    'Is there a step between finding nobody inside and being inside?',
    '在“发现里面没有人”与“自己进入”之间有没有别的步骤？',
  ),
};

export const writerAndReaders = {
  title: says('No reader beside a writer', '写者在时没有读者'),
  rationale: says('A reader beside a writer sees half of a change.', '与写者同处其中的读者，会看到只改了一半的数据。'),
  help: says(
    'What can happen between a reader’s look for writers and its counting itself?',
    '读者“查看有无写者”与“把自己算进去”之间可能发生什么？',
  ),
};

export const everyoneGetsIn = {
  title: says('Everybody gets in when a writer leaves', '写者离开后人人都能进入'),
  rationale: says('Who sleeps at an open door is lost for good.', '门已打开却还在睡眠的线程，就永远丢失了。'),
  help: says(
    'What if the release comes after the decision to sleep and before the sleep?',
    '如果 release 恰好发生在“决定睡眠”之后、“真正睡下”之前会怎样？',
  ),
};

export const readersLeave = {
  title: says('A writer gets in when readers leave', '读者离开后写者能进入'),
  rationale: says(
    'The last reader must think of the writer that waits for it.',
    '最后一个读者必须想到正在等它的写者。',
  ),
  help: says('Who wakes a writer that waits for readers?', '等待读者离开的写者，由谁来唤醒？'),
};

export const readersShare = {
  title: says('Readers share', '读者共享'),
  rationale: says(
    'That readers are inside together is what the lock is for.',
    '读者能同处其中，正是这种锁的意义所在。',
  ),
  help: says('What keeps a reader out when there are only readers?', '只有读者时，是什么把读者挡在外面？'),
};

export const readersWoken = {
  title: says('Readers that slept share, too', '睡眠过的读者同样共享'),
  rationale: says(
    'When a writer leaves and no other waits, nothing keeps any reader out: one that has to wait for another to leave shares nothing.',
    '写者离开且没有其他写者等待时，没有什么能把读者挡在外面：要等别的读者离开才能进入，就谈不上共享。',
  ),
  help: says(
    'A writer leaves, and several readers sleep. Who wakes the second of them, and when?',
    '写者离开时有几个读者在睡眠。第二个读者由谁、在何时唤醒？',
  ),
};

export const noBusyWait = {
  title: says('Who waits, sleeps', '等待即睡眠'),
  rationale: says(
    'A thread that spins takes a processor away from those inside.',
    '自旋的线程占着处理器，而里面的线程正需要它。',
  ),
  help: says('Atomics.wait sleeps until somebody notifies.', 'Atomics.wait 会一直睡到有人通知。'),
};

export const writerFirst = {
  title: says('A writer that sleeps goes before later readers', '睡眠的写者先于后来的读者'),
  rationale: says(
    'If readers may always join, a writer may wait for ever.',
    '如果读者总可以加入，写者就可能永远等下去。',
  ),
  help: says(
    'From when until when does a reader see that a writer waits?',
    '读者从什么时候起、到什么时候为止，能看到有写者在等待？',
  ),
};

export const everyWriterFirst = {
  title: says('Two writers that sleep go before later readers', '两个睡眠的写者都先于后来的读者'),
  rationale: says(
    'The writer that gets in is not the only one that waits.',
    '进入的那个写者，并不是唯一在等待的写者。',
  ),
  help: says(
    'Two writers wait, and one of them gets in. What does a reader that comes then see of the other one?',
    '两个写者在等待，其中一个进入了。这时到来的读者，能看到另一个写者吗？',
  ),
};

export const threeThreads = {
  title: says('Two readers and a writer', '两个读者和一个写者'),
  rationale: says(
    'Readers come, sleep and leave together, and each of these moments has its own mistakes.',
    '读者会一起来、一起睡、一起走，每个时刻都有各自容易犯的错误。',
  ),
  help: says(
    'Follow two readers that arrive, or leave, or sleep at the same time.',
    '跟踪两个同时到来、同时离开或同时睡眠的读者。',
  ),
};

export const noDataRace = {
  title: says('The lock orders memory', '锁为内存访问定序'),
  rationale: says(
    'Plain data is safe inside only if the accesses to the lock itself are atomic.',
    '只有对锁自身的访问是原子的，里面的普通数据才是安全的。',
  ),
  help: says(
    'Look for accesses to memory without Atomics, also the ones that only look.',
    '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
  ),
};
