import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'coroutine/single-flight',
  title: { en: 'Single flight', zh: '合并并发请求' },
  world: 'coroutine',
  submission: {
    file: 'single-flight.ts',
    exports: { SingleFlight: { kind: 'class', methods: ['do'] } },
  },
  checks: [
    {
      id: 'share',
      title: { en: 'Calls in flight share one run', zh: '同时进行的调用共享一次执行' },
      points: 25,
      visibility: 'public',
      scenario: 'share',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The second request for the same thing costs as much as the first and brings nothing.',
        zh: '对同一事物的第二次请求，代价与第一次相同，却毫无新意。',
      },
      help: {
        en: 'Where does a call find the run that is under way?',
        zh: '一次调用从哪里找到正在进行的执行？',
      },
    },
    {
      id: 'together',
      title: { en: 'Also calls of one turn', zh: '同一轮中的调用也共享' },
      points: 10,
      visibility: 'public',
      scenario: 'together',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A run is in flight from the call on, and not only when its work has started.',
        zh: '从调用那一刻起执行就在进行中，而不是等工作开始之后。',
      },
      help: {
        en: 'Is there an await before the run is written down?',
        zh: '在登记这次执行之前有没有 await？',
      },
    },
    {
      id: 'anew',
      title: { en: 'Once settled, the next call runs anew', zh: '有结果之后，下一次调用重新执行' },
      points: 20,
      visibility: 'public',
      scenario: 'anew',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'This is no cache: what was true a moment ago need not be true now.',
        zh: '这不是缓存：片刻之前成立的，现在未必成立。',
      },
      help: {
        en: 'When is the run taken off, compared with the moment at which a caller sees its value?',
        zh: '与调用者看到结果的时刻相比，执行记录是何时移除的？',
      },
    },
    {
      id: 'keys',
      title: { en: 'Different keys know nothing of each other', zh: '不同的键互不相干' },
      points: 15,
      visibility: 'public',
      scenario: 'keys',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who wants something else must neither wait nor be given the wrong thing.',
        zh: '想要别的东西的人既不应等待，也不应拿到错误的东西。',
      },
      help: {
        en: 'What belongs to a key?',
        zh: '什么属于一个键？',
      },
    },
    {
      id: 'any-key',
      title: { en: 'Any string is a key', zh: '任何字符串都可以作键' },
      points: 5,
      visibility: 'hidden',
      requires: ['keys'],
      scenario: 'anyKey',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'An object has more properties than you gave it.',
        zh: '对象拥有的属性比你给它的多。',
      },
      help: {
        en: 'What does your table answer for constructor?',
        zh: '你的表对 constructor 会回答什么？',
      },
    },
    {
      id: 'errors',
      title: { en: 'An error is shared by those who were in flight', zh: '错误由同时进行者共享' },
      points: 10,
      visibility: 'public',
      requires: ['share'],
      scenario: 'errors',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'All who shared the run share its end.',
        zh: '共享执行的人共享其结局。',
      },
      help: {
        en: 'Does the table know of runs that fail?',
        zh: '你的表知道失败的执行吗？',
      },
    },
    {
      id: 'not-kept',
      title: { en: 'An error is not kept, nor left unhandled', zh: '错误不保留，也不遗留未处理的拒绝' },
      points: 10,
      visibility: 'public',
      scenario: 'forgotten',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A failure that is kept makes one bad moment last for ever.',
        zh: '保留失败会使一时的不幸变成永久。',
      },
      help: {
        en: 'What removes the run when it fails? Who handles the promise that this makes?',
        zh: '失败时由什么移除执行记录？由此产生的 promise 由谁处理？',
      },
    },
    {
      id: 'synchronous-throw',
      title: { en: 'A synchronous throw is a rejection', zh: '同步抛出也是拒绝' },
      points: 5,
      visibility: 'public',
      scenario: 'throwing',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A function that returns a promise must not throw at its caller, nor keep a run that never began.',
        zh: '返回 promise 的函数不应向调用者抛出错误，也不应保留从未开始的执行。',
      },
      help: {
        en: 'What has been written down already when work throws?',
        zh: 'work 抛出时，已经登记了什么？',
      },
    },
  ],
});
