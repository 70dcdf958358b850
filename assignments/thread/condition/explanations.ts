/** What the checks of `thread/condition` are called, why they matter, and what to think about when one fails. */
import type { Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });

export const reachesTheWaiter = {
  title: says('A notify reaches who waits', '通知到达等待者'),
  rationale: says(
    'A notify that falls between releasing the lock and falling asleep must not be lost: closing that gap is what a condition variable is for.',
    '落在“释放锁”与“睡下”之间的通知不得丢失：填上这道缝隙，正是条件变量的用处。',
  ),
  help: says(
    'What must you note before you release the lock, so that you can tell afterwards whether a notify has come?',
    '释放锁之前你必须记下什么，才能在之后判断是否来过通知？',
  ),
};

export const holdsTheLock = {
  title: says('wait returns with the lock', 'wait 返回时持有锁'),
  rationale: says(
    'The caller goes on as if it had never left its section.',
    '调用者会像从未离开过临界区一样继续执行。',
  ),
  help: says('Every way out of wait goes through taking the lock.', 'wait 的每条出路都要经过重新取得锁。'),
};

export const lateComer = {
  title: says('A late comer takes nothing away', '后来者不会夺走通知'),
  rationale: says(
    'Who begins to wait after a notify must not use it up: it was for those who waited then.',
    '通知之后才开始等待的线程不得用掉这次通知：它属于当时正在等待的线程。',
  ),
  help: says(
    'The one who notifies may be the next one to wait. What does it find?',
    '发出通知的线程可能就是下一个等待者。它会看到什么？',
  ),
};

export const notifyN = {
  title: says('notify(n) wakes n', 'notify(n) 唤醒 n 个'),
  rationale: says('Two items for two waiters need two of them awake.', '给两个等待者的两样东西，需要两个都醒来。'),
  help: says('How many does your notify wake, and does it look at n?', '你的 notify 唤醒几个线程？它看 n 了吗？'),
};

export const oneByOne = {
  title: says('Two notifies wake two', '两次通知唤醒两个'),
  rationale: says(
    'The second notify comes while the first woken thread still waits for the lock, and is for somebody else.',
    '第二次通知到来时，先被唤醒的线程还在等锁；这次通知是给别人的。',
  ),
  help: says(
    'What does your second notify do before anybody has gone on?',
    '在还没有任何线程继续运行之前，第二次通知会做什么？',
  ),
};

export const notifyAll = {
  title: says('notifyAll wakes all', 'notifyAll 唤醒全部'),
  rationale: says(
    'When the change concerns everybody, one who sleeps on is lost.',
    '当改变与所有人有关时，还在睡的那个就丢失了。',
  ),
  help: says(
    'A waiter may be asleep or only about to sleep. Does notifyAll reach both?',
    '等待者可能已经睡着，也可能正要睡下。notifyAll 对两者都有效吗？',
  ),
};

export const timeout = {
  title: says('wait gives up after its timeout', 'wait 超时后放弃'),
  rationale: says(
    'A wait with a timeout ends even when nobody notifies, and ends like any other: with the lock.',
    '带超时的等待即使无人通知也会结束，而且与其他情况一样：结束时持有锁。',
  ),
  help: says(
    'What does wait return when nobody has notified, and what does it hold then?',
    '无人通知时 wait 返回什么？此时它持有什么？',
  ),
};

export const afterTimeouts = {
  title: says('Who has given up stands in nobody’s way', '放弃等待者不挡任何人的路'),
  rationale: says(
    'A notify is for those who wait now. Who has left must not use it up, however many have left.',
    '通知属于此刻正在等待的线程。已经离开的，无论有多少，都不能把它耗掉。',
  ),
  help: says(
    'What does a waiter that gives up leave behind in the cells? What do two of them leave?',
    '一个放弃的等待者在单元里留下了什么？两个呢？',
  ),
};

export const timeoutRace = {
  title: says('A notify at the last moment is not lost', '最后一刻的通知不会丢失'),
  rationale: says(
    'A waiter that says that it gave up has no claim to a notify; then another one must have got it.',
    '声称已经放弃的等待者无权占有通知；那么它必须归另一个等待者。',
  ),
  help: says(
    'Between the timeout and taking the lock again, can a notify still pick this waiter? And after it has returned?',
    '在超时与重新取得锁之间，通知还可能选中这个等待者吗？它返回之后呢？',
  ),
};

export const noDataRace = {
  title: says('No data races', '没有数据竞争'),
  rationale: says(
    'Going to sleep reads the cell after the lock has been released: the lock does not guard it.',
    '入睡时读取单元发生在释放锁之后：锁并不保护它。',
  ),
  help: says('Look for accesses to memory without Atomics.', '找一找没有通过 Atomics 的内存访问。'),
};

export const noBusyWait = {
  title: says('Who waits, sleeps', '等待即睡眠'),
  rationale: says(
    'A thread that spins takes a processor away from those who would notify.',
    '自旋的线程占着处理器，而要发出通知的线程正需要它。',
  ),
  help: says(
    'Atomics.wait sleeps until somebody notifies or the time is up.',
    'Atomics.wait 会一直睡到有人通知或时间用尽。',
  ),
};
