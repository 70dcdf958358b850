import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'coroutine/event',
  title: { en: 'An event for coroutines', zh: '协程事件' },
  world: 'coroutine',
  submission: {
    file: 'event.ts',
    exports: { Event: { kind: 'class', methods: ['set', 'clear', 'isSet', 'wait'] } },
  },
  checks: [
    {
      id: 'waits-for-set',
      title: { en: 'wait waits for set', zh: 'wait 等待 set' },
      points: 20,
      visibility: 'public',
      scenario: 'waiters',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Whoever waits for something must neither go on before it has happened nor miss it.',
        zh: '等待者既不能在事情发生之前继续，也不能错过它。',
      },
      help: {
        en: 'What does wait do when set came first?',
        zh: '如果 set 先到，wait 该做什么？',
      },
    },
    {
      id: 'state',
      title: { en: 'set, clear and isSet agree', zh: 'set、clear 与 isSet 一致' },
      points: 15,
      visibility: 'public',
      scenario: 'state',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An event has a state, and everybody must see the same one.',
        zh: '事件有状态，所有人看到的应当一致。',
      },
      help: {
        en: 'Does anything but clear take the state back?',
        zh: '除了 clear，还有什么会改回状态？',
      },
    },
    {
      id: 'again',
      title: { en: 'Works round after round', zh: '可反复使用' },
      points: 20,
      visibility: 'public',
      requires: ['waits-for-set'],
      scenario: 'again',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An event that works only once is a promise.',
        zh: '只能用一次的事件不过是一个 promise。',
      },
      help: {
        en: 'What do those wait for who come after clear?',
        zh: 'clear 之后到来的人等待的是什么？',
      },
    },
    {
      id: 'releases-all',
      title: {
        en: 'set releases all who wait, even if clear follows at once',
        zh: 'set 释放所有等待者，即使随即 clear',
      },
      points: 20,
      visibility: 'public',
      requires: ['waits-for-set'],
      scenario: 'onlyPulse',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A waiter that is woken and looks again finds the event cleared, and has missed it.',
        zh: '被唤醒后再检查一次的等待者会发现事件已被清除，于是错过了它。',
      },
      help: {
        en: 'Does a waiter decide by what happened or by what is now?',
        zh: '等待者依据的是“发生过什么”还是“现在是什么”？',
      },
    },
    {
      id: 'nobody-else',
      title: { en: 'Who comes after clear waits', zh: 'clear 之后到来者需等待' },
      points: 10,
      visibility: 'hidden',
      requires: ['releases-all'],
      scenario: 'pulse',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A pulse is for those who wait at that moment, and for nobody else.',
        zh: '脉冲只针对那一刻的等待者，而非其他人。',
      },
      help: {
        en: 'Which promise do late comers get?',
        zh: '后来者得到的是哪个 promise？',
      },
    },
    {
      id: 'abort',
      title: { en: 'An aborted waiter disturbs nobody', zh: '被中止的等待者不影响他人' },
      points: 10,
      visibility: 'public',
      requires: ['waits-for-set'],
      scenario: 'aborted',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'One who gives up must not take the others along.',
        zh: '一个人放弃，不应连累其他人。',
      },
      help: {
        en: 'What do the waiters share?',
        zh: '等待者之间共享了什么？',
      },
    },
    {
      id: 'abort-at-once',
      title: { en: 'Aborts are seen at once', zh: '中止立即生效' },
      points: 5,
      visibility: 'public',
      requires: ['waits-for-set'],
      scenario: 'prompt',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who gives up waiting must not have to wait for that.',
        zh: '放弃等待本身不应再需要等待。',
      },
      help: {
        en: 'When do you look at the signal?',
        zh: '你在何时检查信号？',
      },
    },
  ],
});
