import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'ipc/signal',
  title: { en: 'Signals: ask, stop, reap', zh: '信号：问答、停止与回收' },
  world: 'process',
  submission: {
    file: 'signal.ts',
    exports: {
      prepare: { kind: 'function' },
      ping: { kind: 'function' },
      pong: { kind: 'function' },
      worker: { kind: 'function' },
      reap: { kind: 'function' },
    },
  },
  checks: [
    {
      id: 'ping-pong',
      title: { en: 'No signal is lost', zh: '信号不会丢失' },
      points: 40,
      visibility: 'public',
      scenario: 'pingPong',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A signal may come before the handler, and between the question and the sleep. Either way somebody waits for ever, or dies.',
        zh: '信号可能先于处理函数到来，也可能恰在“检查”与“睡眠”之间到来。无论哪种情况，都会有人永远等待，或者被终止。',
      },
      help: {
        en: 'Which signals are blocked when the child begins, and which while it sleeps in sigsuspend?',
        zh: '子进程开始时阻塞了哪些信号？它在 sigsuspend 中睡眠时又阻塞了哪些？',
      },
    },
    {
      id: 'stops',
      title: { en: 'The worker stops when asked, between two pieces', zh: '工作者应要求在两件工作之间停下' },
      points: 30,
      visibility: 'public',
      scenario: 'stop',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A service that is asked to stop finishes what it has begun and begins nothing more.',
        zh: '被要求停止的服务应当做完手头的工作，并不再开始新的工作。',
      },
      help: {
        en: 'What does SIGTERM do by default? What does a handler have to do, and what had better be left to the loop?',
        zh: 'SIGTERM 默认会做什么？处理函数该做什么，又有什么最好留给循环去做？',
      },
    },
    {
      id: 'reaps',
      title: { en: 'Every child is reaped', zh: '每个子进程都被回收' },
      points: 30,
      visibility: 'public',
      scenario: 'children',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Signals are not counted: two children that end together may be told by one SIGCHLD.',
        zh: '信号不计数：两个子进程同时结束，可能只带来一个 SIGCHLD。',
      },
      help: {
        en: 'After a SIGCHLD, how many children may have ended? How does one ask without waiting?',
        zh: '收到一个 SIGCHLD 之后，可能有几个子进程已经结束？怎样不等待地询问？',
      },
    },
  ],
});
