import { defineAssignment, exclusive, noErrors, progress } from 'interleave';

/** Few steps matter here, and what goes wrong shows early: enough for all executions with one preemption. */
const budget = { executions: 1000, steps: 1000 };
const shown = { visibility: 'public', budget } as const;
const hidden = { visibility: 'hidden', budget } as const;

export default defineAssignment({
  id: 'process/condition',
  title: { en: 'A condition variable between processes', zh: '进程间的条件变量' },
  world: 'process',
  submission: {
    file: 'condition.ts',
    exports: {
      Condition: { kind: 'class', statics: ['size', 'init'], methods: ['wait', 'notify', 'notifyAll'] },
    },
  },
  checks: [
    {
      id: 'reaches-the-waiter',
      title: { en: 'A notify reaches who waits', zh: '通知到达等待者' },
      points: 25,
      ...shown,
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A notify between releasing the lock and falling asleep must not be lost.',
        zh: '落在“释放锁”与“睡下”之间的通知不得丢失。',
      },
      help: { en: 'From when on does a notifier know of a waiter?', zh: '通知者从什么时候起知道有一个等待者？' },
    },
    {
      id: 'holds-the-lock',
      title: { en: 'wait returns with the lock', zh: 'wait 返回时持有锁' },
      points: 15,
      ...shown,
      scenario: 'holding',
      oracles: [exclusive('inside')],
      rationale: {
        en: 'The caller goes on as if it had never left its section.',
        zh: '调用者会像从未离开过临界区一样继续执行。',
      },
      help: { en: 'Every way out of wait goes through taking the lock.', zh: 'wait 的每条出路都要经过重新取得锁。' },
    },
    {
      id: 'late-comer',
      title: { en: 'A late comer takes nothing away', zh: '后来者不会夺走通知' },
      points: 15,
      ...shown,
      requires: ['reaches-the-waiter'],
      scenario: 'handshake',
      oracles: [progress()],
      rationale: {
        en: 'A permit does not know for whom it was put down: whoever comes first takes it.',
        zh: '许可不知道自己是为谁放下的：谁先来谁拿走。',
      },
      help: {
        en: 'The one who notifies may be the next one to wait. What does it find?',
        zh: '发出通知的进程可能就是下一个等待者。它会看到什么？',
      },
    },
    {
      id: 'notify-n',
      title: { en: 'notify(n) wakes n', zh: 'notify(n) 唤醒 n 个' },
      points: 10,
      ...shown,
      requires: ['reaches-the-waiter'],
      scenario: 'notifyTwo',
      oracles: [progress()],
      rationale: {
        en: 'Two items for two waiters need two of them awake.',
        zh: '给两个等待者的两样东西，需要两个都醒来。',
      },
      help: { en: 'How many permits are put down?', zh: '放下了几个许可？' },
    },
    {
      id: 'one-by-one',
      title: { en: 'Two notifies wake two', zh: '两次通知唤醒两个' },
      points: 5,
      ...hidden,
      requires: ['notify-n'],
      scenario: 'notifyTwice',
      oracles: [progress()],
      rationale: {
        en: 'The second notify is for somebody else than the first.',
        zh: '第二次通知与第一次不是给同一个进程的。',
      },
      help: {
        en: 'What does the second notify do before anybody has gone on?',
        zh: '在还没有任何进程继续运行之前，第二次通知会做什么？',
      },
    },
    {
      id: 'notify-all',
      title: { en: 'notifyAll wakes all', zh: 'notifyAll 唤醒全部' },
      points: 10,
      ...shown,
      requires: ['reaches-the-waiter'],
      scenario: 'everybody',
      oracles: [progress()],
      rationale: {
        en: 'When the change concerns everybody, one who sleeps on is lost.',
        zh: '当改变与所有人有关时，还在睡的那个就丢失了。',
      },
      help: { en: 'Who says how many wait?', zh: '有几个在等待，由谁来说？' },
    },
    {
      id: 'nobody-waits',
      title: { en: 'A notify for nobody returns', zh: '没有等待者时通知也会返回' },
      points: 10,
      ...shown,
      scenario: 'nobody',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Whoever notifies does not know whether anybody waits, and does not wait for it.',
        zh: '通知者不知道有没有人在等待，也不为此而等待。',
      },
      help: { en: 'What does notify wait for when nobody is there to answer?', zh: '没有人回应时，notify 在等什么？' },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      ...shown,
      requires: ['reaches-the-waiter'],
      scenario: 'sleeps',
      oracles: [progress()],
      rationale: {
        en: 'A process that looks again and again takes a processor away from the others.',
        zh: '反复查看的进程占着别人需要的处理器。',
      },
      help: { en: 'Does wait return although nothing has happened?', zh: '什么也没发生时，wait 会返回吗？' },
    },
    {
      id: 'nothing-left',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 5,
      ...shown,
      requires: ['reaches-the-waiter'],
      scenario: 'clean',
      oracles: [noErrors()],
      rationale: {
        en: 'Named semaphores outlive the processes that made them.',
        zh: '有名信号量比创建它们的进程活得更久。',
      },
      help: { en: 'Look into /dev/shm after your program.', zh: '程序结束后看看 /dev/shm。' },
    },
  ],
});
