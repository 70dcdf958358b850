import { defineAssignment, exclusive, noBusyWait, progress, raceFree } from 'interleave';

const INSIDE = 'with the lock held';

export default defineAssignment({
  id: 'thread/condition',
  title: { en: 'A condition variable', zh: '条件变量' },
  world: 'thread',
  submission: {
    file: 'condition.ts',
    exports: { Condition: { kind: 'class', statics: ['cells'], methods: ['wait', 'notify', 'notifyAll'] } },
  },
  checks: [
    {
      id: 'reaches-the-waiter',
      title: { en: 'A notify reaches who waits', zh: '通知到达等待者' },
      points: 25,
      visibility: 'public',
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A notify that falls between releasing the lock and falling asleep must not be lost: closing that gap is what a condition variable is for.',
        zh: '落在“释放锁”与“睡下”之间的通知不得丢失：填上这道缝隙，正是条件变量的用处。',
      },
      help: {
        en: 'What must you note before you release the lock, so that you can tell afterwards whether a notify has come?',
        zh: '释放锁之前你必须记下什么，才能在之后判断是否来过通知？',
      },
    },
    {
      id: 'holds-the-lock',
      title: { en: 'wait returns with the lock', zh: 'wait 返回时持有锁' },
      points: 15,
      visibility: 'public',
      scenario: 'holding',
      oracles: [exclusive(INSIDE)],
      rationale: {
        en: 'The caller goes on as if it had never left its section.',
        zh: '调用者会像从未离开过临界区一样继续执行。',
      },
      help: {
        en: 'Every way out of wait goes through taking the lock.',
        zh: 'wait 的每条出路都要经过重新取得锁。',
      },
    },
    {
      id: 'late-comer',
      title: { en: 'A late comer takes nothing away', zh: '后来者不会夺走通知' },
      points: 15,
      visibility: 'public',
      requires: ['reaches-the-waiter'],
      scenario: 'handshake',
      oracles: [progress()],
      rationale: {
        en: 'Who begins to wait after a notify must not use it up: it was for those who waited then.',
        zh: '通知之后才开始等待的线程不得用掉这次通知：它属于当时正在等待的线程。',
      },
      help: {
        en: 'The one who notifies may be the next one to wait. What does it find?',
        zh: '发出通知的线程可能就是下一个等待者。它会看到什么？',
      },
    },
    {
      id: 'notify-n',
      title: { en: 'notify(n) wakes n', zh: 'notify(n) 唤醒 n 个' },
      points: 10,
      visibility: 'public',
      requires: ['reaches-the-waiter'],
      scenario: 'notifyTwo',
      budget: { executions: 4_000 },
      oracles: [progress()],
      rationale: {
        en: 'Two items for two waiters need two of them awake.',
        zh: '给两个等待者的两样东西，需要两个都醒来。',
      },
      help: {
        en: 'How many does your notify wake, and does it look at n?',
        zh: '你的 notify 唤醒几个线程？它看 n 了吗？',
      },
    },
    {
      id: 'one-by-one',
      title: { en: 'Two notifies wake two', zh: '两次通知唤醒两个' },
      points: 5,
      visibility: 'hidden',
      requires: ['notify-n'],
      scenario: 'notifyTwice',
      budget: { executions: 4_000 },
      oracles: [progress()],
      rationale: {
        en: 'The second notify comes while the first woken thread still waits for the lock, and is for somebody else.',
        zh: '第二次通知到来时，先被唤醒的线程还在等锁；这次通知是给别人的。',
      },
      help: {
        en: 'What does your second notify do before anybody has gone on?',
        zh: '在还没有任何线程继续运行之前，第二次通知会做什么？',
      },
    },
    {
      id: 'notify-all',
      title: { en: 'notifyAll wakes all', zh: 'notifyAll 唤醒全部' },
      points: 10,
      visibility: 'public',
      requires: ['reaches-the-waiter'],
      scenario: 'everybody',
      budget: { executions: 4_000 },
      oracles: [progress()],
      rationale: {
        en: 'When the change concerns everybody, one who sleeps on is lost.',
        zh: '当改变与所有人有关时，还在睡的那个就丢失了。',
      },
      help: {
        en: 'A waiter may be asleep or only about to sleep. Does notifyAll reach both?',
        zh: '等待者可能已经睡着，也可能正要睡下。notifyAll 对两者都有效吗？',
      },
    },
    {
      id: 'timeout',
      title: { en: 'wait gives up after its timeout', zh: 'wait 超时后放弃' },
      points: 10,
      visibility: 'public',
      scenario: 'giveUp',
      oracles: [progress()],
      rationale: {
        en: 'A wait with a timeout ends even when nobody notifies, and ends like any other: with the lock.',
        zh: '带超时的等待即使无人通知也会结束，而且与其他情况一样：结束时持有锁。',
      },
      help: {
        en: 'What does wait return when nobody has notified, and what does it hold then?',
        zh: '无人通知时 wait 返回什么？此时它持有什么？',
      },
    },
    {
      id: 'timeout-race',
      title: { en: 'A notify at the last moment is not lost', zh: '最后一刻的通知不会丢失' },
      points: 5,
      visibility: 'hidden',
      requires: ['timeout', 'reaches-the-waiter'],
      scenario: 'lateNotify',
      budget: { executions: 4_000 },
      oracles: [progress()],
      rationale: {
        en: 'A waiter that says that it gave up has no claim to a notify; then another one must have got it.',
        zh: '声称已经放弃的等待者无权占有通知；那么它必须归另一个等待者。',
      },
      help: {
        en: 'Between the timeout and taking the lock again, can a notify still pick this waiter?',
        zh: '在超时与重新取得锁之间，通知还可能选中这个等待者吗？',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'No data races', zh: '没有数据竞争' },
      points: 3,
      visibility: 'public',
      requires: ['reaches-the-waiter'],
      scenario: 'pair',
      oracles: [raceFree()],
      rationale: {
        en: 'Going to sleep reads the cell after the lock has been released: the lock does not guard it.',
        zh: '入睡时读取单元发生在释放锁之后：锁并不保护它。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics.',
        zh: '找一找没有通过 Atomics 的内存访问。',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 2,
      visibility: 'public',
      requires: ['reaches-the-waiter'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away from those who would notify.',
        zh: '自旋的线程占着处理器，而要发出通知的线程正需要它。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies or the time is up.',
        zh: 'Atomics.wait 会一直睡到有人通知或时间用尽。',
      },
    },
  ],
});
