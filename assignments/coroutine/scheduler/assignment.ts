import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'coroutine/scheduler',
  title: { en: 'A scheduler by hand', zh: '手写调度器' },
  world: 'coroutine',
  submission: {
    file: 'scheduler.ts',
    exports: { Scheduler: { kind: 'class', methods: ['spawn', 'run'] } },
  },
  checks: [
    {
      id: 'turns',
      title: { en: 'yield gives up the turn', zh: 'yield 让出一轮' },
      points: 20,
      visibility: 'public',
      scenario: 'turns',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Round robin is the simplest promise that nobody is forgotten.',
        zh: '轮转是“无人被遗忘”的最简单保证。',
      },
      help: {
        en: 'Where does one stand in line who has just had a turn?',
        zh: '刚执行过一轮的排在哪里？',
      },
    },
    {
      id: 'results',
      title: { en: 'Results in the order of spawn', zh: '结果按 spawn 的次序' },
      points: 10,
      visibility: 'public',
      requires: ['turns'],
      scenario: 'results',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The one who started the work wants to find its results again.',
        zh: '启动工作的人要能找回对应的结果。',
      },
      help: {
        en: 'Who ends first need not have been spawned first: where does its result go?',
        zh: '先结束的未必先 spawn：它的结果放在哪里？',
      },
    },
    {
      id: 'errors',
      title: { en: 'One that throws does not disturb the others', zh: '抛出错误的不影响其他' },
      points: 15,
      visibility: 'public',
      requires: ['turns'],
      scenario: 'failing',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Coroutines share a scheduler, not a fate.',
        zh: '协程共享调度器，但不共命运。',
      },
      help: {
        en: 'What does an error end: one coroutine, or run?',
        zh: '错误终止的是一个协程，还是整个 run？',
      },
    },
    {
      id: 'sleep',
      title: { en: 'yield n sleeps n ticks', zh: 'yield n 睡眠 n 个刻度' },
      points: 15,
      visibility: 'public',
      requires: ['turns'],
      scenario: 'sleep',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Time that is simulated must still pass in order.',
        zh: '模拟的时间也必须按次序流逝。',
      },
      help: {
        en: 'When do you compute the time to wake up, and from what?',
        zh: '唤醒时刻是何时、根据什么计算的？',
      },
    },
    {
      id: 'patient-clock',
      title: { en: 'The clock stands while anybody is ready', zh: '有人就绪时时钟不动' },
      points: 10,
      visibility: 'public',
      requires: ['sleep'],
      scenario: 'patience',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Otherwise sleeping would depend on how much others do.',
        zh: '否则睡眠时间就会取决于别人做了多少事。',
      },
      help: {
        en: 'Which statement advances the clock, and when is it reached?',
        zh: '哪条语句推进时钟？何时会执行到它？',
      },
    },
    {
      id: 'ties',
      title: { en: 'Those who wake together stand in the order of going to sleep', zh: '同时醒来者按入睡次序排列' },
      points: 5,
      visibility: 'public',
      requires: ['sleep'],
      scenario: 'ties',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Two who wake at the same tick need an order that everybody can predict.',
        zh: '在同一刻度醒来的两个，需要一个人人都能预知的次序。',
      },
      help: {
        en: 'Is your list of sleepers ordered, and what about equal times?',
        zh: '你的睡眠列表有序吗？时刻相同时怎么办？',
      },
    },
    {
      id: 'tie-order',
      title: { en: '… also when they went to sleep in different turns', zh: '……不同轮次入睡时也是如此' },
      points: 5,
      visibility: 'hidden',
      requires: ['ties'],
      scenario: 'tieOrder',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'It is the order of going to sleep that counts, not the order of spawn.',
        zh: '决定次序的是入睡的先后，而不是 spawn 的先后。',
      },
      help: {
        en: 'What decides between two sleepers of the same time?',
        zh: '两个唤醒时刻相同的睡眠者由什么决定先后？',
      },
    },
    {
      id: 'children',
      title: { en: 'yield generator runs a child', zh: 'yield 生成器运行子协程' },
      points: 10,
      visibility: 'public',
      requires: ['sleep'],
      scenario: 'children',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Coroutines that cannot call others cannot be taken apart into functions.',
        zh: '不能调用其他协程的协程，就无法拆分成函数。',
      },
      help: {
        en: 'Who is resumed with the child’s value, and with which call?',
        zh: '谁以子协程的值恢复执行？用哪个调用？',
      },
    },
    {
      id: 'child-errors',
      title: { en: 'The error of a child is thrown into its parent', zh: '子协程的错误抛入父协程' },
      points: 5,
      visibility: 'public',
      requires: ['children'],
      scenario: 'childErrors',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A parent that cannot catch is no caller.',
        zh: '不能捕获错误的父协程就不是调用者。',
      },
      help: {
        en: 'How does an error get into a generator from outside?',
        zh: '错误如何从外部进入一个生成器？',
      },
    },
    {
      id: 'nested',
      title: { en: 'Children have children', zh: '子协程也有子协程' },
      points: 5,
      visibility: 'hidden',
      requires: ['child-errors'],
      scenario: 'nested',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'What works for one level must work for twenty.',
        zh: '一层能行，二十层也必须能行。',
      },
      help: {
        en: 'Where is the line of parents kept?',
        zh: '父协程的链条保存在哪里？',
      },
    },
  ],
});
