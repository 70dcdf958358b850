import { defineAssignment, noErrors, noLeaks, progress } from 'interleave';

export default defineAssignment({
  id: 'coroutine/timeout',
  title: { en: 'A timeout', zh: '超时' },
  world: 'coroutine',
  submission: {
    file: 'timeout.ts',
    exports: { withTimeout: { kind: 'function' } },
  },
  checks: [
    {
      id: 'either',
      title: { en: 'The work or the timeout, whichever comes first', zh: '工作与超时，先到者为准' },
      points: 25,
      visibility: 'public',
      scenario: 'either',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Both may happen at any moment, and the caller must hear of exactly the first.',
        zh: '两者都可能随时发生，调用者应当恰好得知先发生的那个。',
      },
      help: {
        en: 'Who settles the promise, and what does the other one still do?',
        zh: '谁来敲定 promise？另一方之后还会做什么？',
      },
    },
    {
      id: 'in-time',
      title: { en: 'Times out after ms', zh: '在 ms 之后超时' },
      points: 15,
      visibility: 'public',
      scenario: 'endless',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Work that never ends is the very reason for a timeout.',
        zh: '永不结束的工作正是需要超时的原因。',
      },
      help: {
        en: 'Does the rejection wait for the work?',
        zh: '拒绝是否还在等工作结束？',
      },
    },
    {
      id: 'no-timer-left',
      title: { en: 'No timer is left', zh: '不遗留定时器' },
      points: 20,
      visibility: 'public',
      requires: ['either'],
      scenario: 'clean',
      oracles: [noLeaks('timer', 'immediate'), noErrors(), progress()],
      rationale: {
        en: 'A timer that is left keeps the program alive long after its work.',
        zh: '遗留的定时器会让程序在工作结束之后很久仍不退出。',
      },
      help: {
        en: 'On which paths is the timer cleared?',
        zh: '在哪些路径上清除了定时器？',
      },
    },
    {
      id: 'synchronous-throw',
      title: { en: 'A synchronous throw is a rejection, and leaves no timer', zh: '同步抛出也是拒绝，且不遗留定时器' },
      points: 15,
      visibility: 'public',
      scenario: 'throwing',
      oracles: [noErrors(), noLeaks('timer', 'immediate'), progress()],
      rationale: {
        en: 'A function that returns a promise must not throw at its caller.',
        zh: '返回 promise 的函数不应向调用者抛出错误。',
      },
      help: {
        en: 'What has been set up already when work throws?',
        zh: 'work 抛出时，已经设置了什么？',
      },
    },
    {
      id: 'late-failure',
      title: { en: 'Work that fails too late disturbs nobody', zh: '过迟的失败不影响任何人' },
      points: 10,
      visibility: 'public',
      requires: ['in-time'],
      scenario: 'late',
      oracles: [noErrors(), noLeaks('timer', 'immediate'), progress()],
      rationale: {
        en: 'An unhandled rejection ends the process.',
        zh: '未处理的拒绝会终止进程。',
      },
      help: {
        en: 'Who listens to the work after the timeout?',
        zh: '超时之后，谁还在听工作的结果？',
      },
    },
    {
      id: 'timeout-wins',
      title: { en: 'The timeout wins over the work that obeys it', zh: '超时优先于服从它的工作' },
      points: 10,
      visibility: 'hidden',
      requires: ['in-time'],
      scenario: 'obedient',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The caller must learn that time ran out, and not that the work was told so.',
        zh: '调用者应当得知时间用尽，而不是工作被告知了这一点。',
      },
      help: {
        en: 'What comes first: aborting the signal or deciding the outcome?',
        zh: '先做哪件事：中止信号，还是决定结果？',
      },
    },
    {
      id: 'separate',
      title: { en: 'Timeouts know nothing of each other', zh: '各超时互不相干' },
      points: 5,
      visibility: 'public',
      requires: ['in-time'],
      scenario: 'two',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'One that times out must not take another along.',
        zh: '一个超时不应连累另一个。',
      },
      help: {
        en: 'Where is the state kept?',
        zh: '状态保存在哪里？',
      },
    },
  ],
});
