import { defineAssignment, noErrors, progress } from 'interleave';

/** Few steps matter here, and what goes wrong shows early: enough for all executions with one preemption. */
const budget = { executions: 500, steps: 500 };
const shown = { visibility: 'public', budget } as const;
const hidden = { visibility: 'hidden', budget } as const;

export default defineAssignment({
  id: 'process/event',
  title: { en: 'An event between processes', zh: '进程间的事件' },
  world: 'process',
  submission: {
    file: 'event.ts',
    exports: {
      Event: { kind: 'class', statics: ['size', 'init'], methods: ['set', 'clear', 'isSet', 'wait'] },
    },
  },
  checks: [
    {
      id: 'set-releases',
      title: { en: 'set releases who waits', zh: 'set 放行等待者' },
      points: 20,
      ...shown,
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A process that waits for an event that has happened is lost for good.',
        zh: '事件已经发生，却还在等它的进程，就永远丢失了。',
      },
      help: {
        en: 'What if set comes after the look at the flag and before the sleep?',
        zh: '如果 set 恰好发生在“查看标志”之后、“睡下”之前会怎样？',
      },
    },
    {
      id: 'flag',
      title: { en: 'The flag says what was done last', zh: '标志如实反映最后的操作' },
      points: 10,
      ...shown,
      scenario: 'flag',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'set and clear are not a toggle, and sets are not counted.',
        zh: 'set 与 clear 不是开关，set 也不计数。',
      },
      help: {
        en: 'Call set twice and then clear; set again after clear.',
        zh: '试试两次 set 之后 clear，以及 clear 之后再 set。',
      },
    },
    {
      id: 'everybody',
      title: { en: 'set releases all', zh: 'set 放行所有进程' },
      points: 15,
      ...shown,
      requires: ['set-releases'],
      scenario: 'everybody',
      oracles: [progress()],
      rationale: { en: 'An event is for any number of processes.', zh: '事件是给任意多个进程用的。' },
      help: {
        en: 'How many permits does set put down, and who says how many are needed?',
        zh: 'set 放下几个许可？需要几个由谁来说？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      ...shown,
      requires: ['set-releases'],
      scenario: 'sleeps',
      oracles: [progress()],
      rationale: {
        en: 'A process that spins takes a processor away, possibly for hours.',
        zh: '自旋的进程白白占用处理器，也许长达数小时。',
      },
      help: {
        en: 'In which call does a process wait until another one does something?',
        zh: '进程在哪个调用里等待别的进程做某件事？',
      },
    },
    {
      id: 'pulse',
      title: { en: 'A pulse releases all who sleep', zh: '脉冲放行所有睡眠者' },
      points: 20,
      ...shown,
      requires: ['no-busy-wait', 'everybody'],
      scenario: 'pulseTwo',
      oracles: [progress()],
      rationale: {
        en: 'Who slept when the event was set has been released; a clear does not take that back.',
        zh: '事件被设置时正在睡眠的进程已经被放行；clear 不能收回。',
      },
      help: {
        en: 'What does a woken process look at, and what can have happened to that since?',
        zh: '被唤醒的进程去看什么？从那以后它可能发生了什么变化？',
      },
    },
    {
      id: 'late-comer',
      title: { en: 'A late comer takes nothing away', zh: '后来者不会夺走放行' },
      points: 15,
      ...shown,
      requires: ['no-busy-wait'],
      scenario: 'lateComer',
      oracles: [progress()],
      rationale: {
        en: 'A permit does not know for whom it was put down: whoever comes first takes it.',
        zh: '许可不知道自己是为谁放下的：谁先来谁拿走。',
      },
      help: {
        en: 'The one who sets may be the next one to wait. What does it find at the gate?',
        zh: '设置事件的进程可能就是下一个等待者。它在门口会看到什么？',
      },
    },
    {
      id: 'nothing-for-later',
      title: { en: 'Nothing is left for later', zh: '不给以后留下任何东西' },
      points: 10,
      ...hidden,
      requires: ['no-busy-wait', 'flag'],
      scenario: 'later',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An event has no memory of its past: after clear it is as on the first day.',
        zh: '事件不记得过去：clear 之后，它与第一天一样。',
      },
      help: {
        en: 'What is left at the gate when somebody sets and nobody waits?',
        zh: '没有人等待时有人设置，门口会留下什么？',
      },
    },
    {
      id: 'nothing-left',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 5,
      ...shown,
      requires: ['set-releases'],
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
