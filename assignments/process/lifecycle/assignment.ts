import { defineAssignment, noErrors, progress } from 'interleave';

/** Few steps matter here, and what goes wrong shows early: enough for all executions with one preemption. */
const budget = { executions: 1000, steps: 1000 };
const shown = { visibility: 'public', budget } as const;
const hidden = { visibility: 'hidden', budget } as const;

export default defineAssignment({
  id: 'process/lifecycle',
  title: { en: 'Start, supervise, reap', zh: '启动、监督与回收进程' },
  world: 'process',
  submission: {
    file: 'lifecycle.ts',
    exports: { runAll: { kind: 'function' }, supervise: { kind: 'function' }, race: { kind: 'function' } },
  },
  checks: [
    {
      id: 'endings',
      title: { en: 'An exit status is no signal', zh: '退出状态不是信号' },
      points: 20,
      ...shown,
      scenario: 'endings',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The number that waitpid gives holds either of the two. Who mixes them up takes a crash for a result.',
        zh: 'waitpid 给出的那个数里装的是两者之一。混淆它们，就会把崩溃当成结果。',
      },
      help: {
        en: 'Which function of posix says which of the two it is, and which takes it out?',
        zh: 'posix 中哪个函数说明是哪一种？哪个函数把它取出来？',
      },
    },
    {
      id: 'as-they-end',
      title: { en: 'Ends are told as they come', zh: '谁先结束就先报告谁' },
      points: 15,
      ...shown,
      scenario: 'asTheyEnd',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who waits for one child in particular does not see the others end, and they may be what that one waits for.',
        zh: '只等某一个子进程的人看不到其他子进程结束，而那一个也许正在等它们。',
      },
      help: {
        en: 'For which child do you wait while all of them run? When is the last one started?',
        zh: '所有子进程都在运行时，你在等哪一个？最后一个又是什么时候启动的？',
      },
    },
    {
      id: 'nobody-left',
      title: { en: 'Neither zombies nor orphans', zh: '既无僵尸也无孤儿' },
      points: 15,
      ...shown,
      scenario: 'nobody',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A child that has ended keeps its place in the process table until its parent has waited for it.',
        zh: '已经结束的子进程会一直占着进程表中的位置，直到父进程等待过它。',
      },
      help: {
        en: 'How often do you wait, and how many children have you started?',
        zh: '你等待了几次？启动了几个子进程？',
      },
    },
    {
      id: 'restarts',
      title: { en: 'A child that fails is started again', zh: '失败的子进程会被重新启动' },
      points: 15,
      ...shown,
      scenario: 'restarts',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'That is what a supervisor is for; and when the work has been done, it is not done again.',
        zh: '这正是监督者的用处；而工作一旦完成，就不再重做。',
      },
      help: {
        en: 'Which endings are a failure, and which one is not?',
        zh: '哪些结束方式算失败？哪一种不算？',
      },
    },
    {
      id: 'gives-up',
      title: { en: 'At most so many restarts', zh: '重启次数有上限' },
      points: 10,
      ...shown,
      scenario: 'givesUp',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A child that fails every time must not be started for ever.',
        zh: '每次都失败的子进程不能无休止地启动下去。',
      },
      help: {
        en: 'The first start is no restart. How often is the child started in all?',
        zh: '第一次启动不算重启。子进程总共启动几次？',
      },
    },
    {
      id: 'crash',
      title: { en: 'A crash is a failure too', zh: '崩溃也是失败' },
      points: 5,
      ...hidden,
      requires: ['restarts'],
      scenario: 'crash',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A child that a signal ended has not done its work, whatever its exit status would be.',
        zh: '被信号终止的子进程没有完成工作，不管它的“退出状态”会是多少。',
      },
      help: {
        en: 'What does WEXITSTATUS say of a child that was killed?',
        zh: '对一个被杀死的子进程，WEXITSTATUS 会给出什么？',
      },
    },
    {
      id: 'first-success',
      title: { en: 'The first to succeed wins', zh: '最先成功者获胜' },
      points: 7,
      ...shown,
      scenario: 'firstSuccess',
      oracles: [noErrors(), progress()],
      rationale: { en: 'Who fails first has not won.', zh: '最先失败的不是赢家。' },
      help: { en: 'What is asked of the child that ends first?', zh: '对最先结束的子进程要问什么？' },
    },
    {
      id: 'losers',
      title: { en: 'The losers are ended and reaped', zh: '输家被终止并回收' },
      points: 10,
      ...shown,
      scenario: 'losers',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A child that nobody needs any more works on for nobody, and after its end it is a zombie.',
        zh: '没人再需要的子进程会白白运行下去；结束之后，它又会成为僵尸。',
      },
      help: { en: 'Is a child gone when kill has returned?', zh: 'kill 返回之后，子进程就不在了吗？' },
    },
    {
      id: 'reaped-pid',
      title: { en: 'No signal to who has been reaped', zh: '不向已回收的进程发信号' },
      points: 3,
      ...hidden,
      requires: ['first-success', 'losers'],
      scenario: 'reaped',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The pid of a child that has been reaped belongs to nobody, or already to another process.',
        zh: '子进程被回收之后，它的 pid 不属于任何进程，或者已经属于另一个进程。',
      },
      help: { en: 'Whose pid do you still hold when you kill?', zh: '发出信号时，你手里还握着谁的 pid？' },
    },
  ],
});
