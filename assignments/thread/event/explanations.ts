/** What the checks of `thread/event` are called, why they matter, and what to think about when one fails. */
import type { Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });

export const setReleases = {
  title: says('set releases who waits', 'set 放行等待者'),
  rationale: says(
    'A thread that waits for an event that has happened is lost for good.',
    '事件已经发生，却还在等它的线程，就永远丢失了。',
  ),
  help: says(
    'What if set comes after the look at the flag and before the sleep?',
    '如果 set 恰好发生在“查看标志”之后、“睡下”之前会怎样？',
  ),
};

export const flag = {
  title: says('The flag says what was done last', '标志如实反映最后的操作'),
  rationale: says(
    'set and clear are not a toggle: each makes the event what it says.',
    'set 与 clear 不是开关：各自把事件变成它所说的状态。',
  ),
  help: says(
    'Call set twice, call clear first, set again after clear.',
    '试试连续两次 set，一上来就 clear，以及 clear 之后再 set。',
  ),
};

export const timeout = {
  title: says('wait gives up after its timeout', 'wait 超时后放弃'),
  rationale: says(
    'A wait with a timeout ends even when nothing happens, and says that nothing has happened.',
    '带超时的等待即使什么也没发生也会结束，并说明什么也没发生。',
  ),
  help: says('What does wait return when nobody has set the event?', '没有人设置事件时，wait 返回什么？'),
};

export const everybody = {
  title: says('set releases all', 'set 放行所有线程'),
  rationale: says('An event is for any number of threads.', '事件是给任意多个线程用的。'),
  help: says('How many does your notify wake?', '你的 notify 唤醒几个线程？'),
};

export const noBusyWait = {
  title: says('Who waits, sleeps', '等待即睡眠'),
  rationale: says(
    'A thread that spins takes a processor away, possibly for hours.',
    '自旋的线程白白占用处理器，也许长达数小时。',
  ),
  help: says(
    'Atomics.wait sleeps until somebody notifies or the time is up.',
    'Atomics.wait 会一直睡到有人通知或时间用尽。',
  ),
};

export const pulse = {
  title: says('A pulse releases who sleeps', '脉冲放行睡眠者'),
  rationale: says(
    'Who slept when the event was set has been released; a clear does not take that back.',
    '事件被设置时正在睡眠的线程已经被放行；clear 不能收回。',
  ),
  help: says(
    'What does a woken thread look at, and what can have happened to that since?',
    '被唤醒的线程去看什么？从那以后它可能发生了什么变化？',
  ),
};

export const pulseEverybody = {
  title: says('A pulse releases all who sleep', '脉冲放行所有睡眠者'),
  rationale: says(
    'The release of one sleeper must not depend on how fast another one goes on.',
    '一个睡眠者能否被放行，不能取决于另一个运行得多快。',
  ),
  help: says(
    'Follow two sleepers through set and clear before either of them goes on.',
    '让两个睡眠者都还没继续运行，就走完 set 与 clear，跟踪一遍。',
  ),
};

export const lateClear = {
  title: says('A slow clear is no set undone', '迟到的 clear 不会抹掉 set'),
  rationale: says(
    'Threads set and clear an event at the same time; none of them may undo a release on the way.',
    '多个线程会同时 set 与 clear；谁也不能在途中抹掉一次放行。',
  ),
  help: says(
    'A thread has read your cells and is about to write. How often may the event have changed since?',
    '某个线程读完了你的单元、正要写入。这期间事件可能已经变了几次？',
  ),
};

export const again = {
  title: says('And again', '再来一次'),
  rationale: says('An event is used over and over.', '事件会被反复使用。'),
  help: says(
    'Is the second round like the first one? Look at what the first one leaves in memory.',
    '第二轮与第一轮一样吗？看看第一轮在内存里留下了什么。',
  ),
};

export const nothingLeft = {
  title: says('Nothing is left for later', '不给以后留下任何东西'),
  rationale: says(
    'An event has no memory of its past: after clear it is as on the first day.',
    '事件不记得过去：clear 之后，它与第一天一样。',
  ),
  help: says(
    'Does a waiter that gives up leave something behind that a later one takes for a release?',
    '放弃的等待者会不会留下什么，让后来者误以为自己被放行？',
  ),
};

export const noDataRace = {
  title: says('The event orders memory', '事件为内存访问定序'),
  rationale: says(
    'What was prepared before set is safe to use after wait only if the accesses to the event are atomic.',
    '只有对事件的访问是原子的，set 之前准备好的东西在 wait 之后用起来才是安全的。',
  ),
  help: says(
    'Look for accesses to memory without Atomics, also the ones that only look.',
    '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
  ),
};
