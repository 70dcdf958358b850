import { defineAssignment, exclusive, noErrors, progress } from 'interleave';

const locked = exclusive('locked');

export default defineAssignment({
  id: 'coroutine/condition',
  title: { en: 'A condition for coroutines', zh: '协程条件变量' },
  world: 'coroutine',
  submission: {
    file: 'condition.ts',
    exports: { Condition: { kind: 'class', methods: ['wait', 'notify', 'notifyAll'] } },
  },
  checks: [
    {
      id: 'waits-and-holds',
      title: { en: 'wait gives the lock back and takes it again', zh: 'wait 归还锁并重新获取' },
      points: 25,
      visibility: 'public',
      scenario: 'handover',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'While one waits, others must be able to change what it waits for; and when it goes on, it must be alone again.',
        zh: '等待期间，别人必须能够改变它所等待的状态；继续执行时，它必须重新独占。',
      },
      help: {
        en: 'Is the lock held when wait resolves? Was it released before?',
        zh: 'wait 兑现时持有锁吗？之前释放过吗？',
      },
    },
    {
      id: 'no-lost-wakeup',
      title: { en: 'No wakeup is lost', zh: '不丢失唤醒' },
      points: 20,
      visibility: 'public',
      requires: ['waits-and-holds'],
      scenario: 'atOnce',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'A notify that comes between releasing the lock and going to sleep must be heard.',
        zh: '在释放锁与开始等待之间到来的通知必须被听到。',
      },
      help: {
        en: 'What comes first in wait: releasing the lock, or joining those who wait?',
        zh: 'wait 里先做哪件事：释放锁，还是加入等待者？',
      },
    },
    {
      id: 'notify-counts',
      title: { en: 'notify wakes so many, the longest waiting first', zh: 'notify 按数唤醒，先等者先醒' },
      points: 20,
      visibility: 'public',
      requires: ['waits-and-holds'],
      scenario: 'counted',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'Waking too few leaves somebody behind; waking too many or the wrong ones is without cause.',
        zh: '唤醒太少会丢下某人；唤醒太多或唤醒错误的人则毫无理由。',
      },
      help: {
        en: 'Whom does notify(n) take from the line?',
        zh: 'notify(n) 从队列中取出的是谁？',
      },
    },
    {
      id: 'notify-twice',
      title: { en: 'Two notifies wake two', zh: '两次通知唤醒两个' },
      points: 10,
      visibility: 'hidden',
      requires: ['notify-counts'],
      scenario: 'twice',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'The first notify must be used up before the second looks.',
        zh: '第二次通知查看之前，第一次通知必须已经生效。',
      },
      help: {
        en: 'When does a woken one leave the line?',
        zh: '被唤醒者何时离开队列？',
      },
    },
    {
      id: 'notify-all',
      title: { en: 'notifyAll wakes all, one after the other', zh: 'notifyAll 唤醒所有人，逐个进入' },
      points: 10,
      visibility: 'public',
      requires: ['waits-and-holds'],
      scenario: 'everybody',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'All are woken at once, but each must have the lock before it goes on.',
        zh: '所有人同时被唤醒，但每个人必须先拿到锁才能继续。',
      },
      help: {
        en: 'Does each of those who are woken take the lock by itself?',
        zh: '每个被唤醒者是否各自获取锁？',
      },
    },
    {
      id: 'not-remembered',
      title: { en: 'A notify that finds nobody is forgotten', zh: '无人等待时的通知不被记住' },
      points: 5,
      visibility: 'public',
      requires: ['waits-and-holds'],
      scenario: 'forgotten',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'A condition has no memory: that is what the state under the lock is for.',
        zh: '条件变量没有记忆：记忆是锁所保护的状态的职责。',
      },
      help: {
        en: 'What does notify change when nobody waits?',
        zh: '无人等待时 notify 改变了什么？',
      },
    },
    {
      id: 'no-self-wakeup',
      title: { en: 'A notify is for those who wait already', zh: '通知只针对已在等待者' },
      points: 10,
      visibility: 'hidden',
      requires: ['no-lost-wakeup', 'notify-counts'],
      scenario: 'pingPong',
      oracles: [locked, noErrors(), progress()],
      rationale: {
        en: 'Who comes after the notify must not be woken by it, or two who take turns wake themselves.',
        zh: '通知之后才到来的人不应被它唤醒，否则轮流的双方会唤醒自己。',
      },
      help: {
        en: 'Is the one to be woken chosen at the call of notify, or later?',
        zh: '被唤醒者是在调用 notify 时选定的，还是之后？',
      },
    },
  ],
});
