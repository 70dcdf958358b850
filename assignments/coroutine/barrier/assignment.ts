import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'coroutine/barrier',
  title: { en: 'A barrier for coroutines', zh: '协程屏障' },
  world: 'coroutine',
  submission: {
    file: 'barrier.ts',
    exports: { Barrier: { kind: 'class', methods: ['wait'] } },
  },
  checks: [
    {
      id: 'nobody-leaves-early',
      title: { en: 'Nobody leaves before all have come', zh: '全员到齐之前无人离开' },
      points: 25,
      visibility: 'public',
      scenario: 'meeting',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'What comes after the barrier relies on what all have done before it.',
        zh: '屏障之后的工作依赖于所有人在屏障之前完成的工作。',
      },
      help: {
        en: 'When is the last one to come counted?',
        zh: '最后一个到来者是何时计数的？',
      },
    },
    {
      id: 'all-leave',
      title: { en: 'When all have come, all leave', zh: '全员到齐后全体离开' },
      points: 20,
      visibility: 'public',
      requires: ['nobody-leaves-early'],
      scenario: 'meeting',
      oracles: [progress(), noErrors()],
      rationale: {
        en: 'Whoever is forgotten waits for ever.',
        zh: '被遗忘的人将永远等待。',
      },
      help: {
        en: 'Who wakes the others, and does the last one wait for anybody?',
        zh: '谁唤醒其他人？最后一个还需要等谁吗？',
      },
    },
    {
      id: 'arrival-order',
      title: { en: 'wait tells the order of arrival', zh: 'wait 返回到达次序' },
      points: 20,
      visibility: 'public',
      requires: ['all-leave'],
      scenario: 'order',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The number picks one of many, for example who does the work of the next round.',
        zh: '这个编号用来从众人中选出一个，例如由谁来做下一轮的工作。',
      },
      help: {
        en: 'Is the number taken when one comes, or when one leaves?',
        zh: '编号是到来时取的，还是离开时取的？',
      },
    },
    {
      id: 'rounds',
      title: { en: 'Works round after round', zh: '可反复使用' },
      points: 20,
      visibility: 'public',
      requires: ['all-leave'],
      scenario: 'rounds',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A barrier stands in a loop: the fast come back before the slow have left.',
        zh: '屏障常在循环之中：快者再次到来时，慢者尚未离开。',
      },
      help: {
        en: 'To which round does one belong who comes while others of the last one are still waking up?',
        zh: '当上一轮的人还在醒来时，新来者属于哪一轮？',
      },
    },
    {
      id: 'any-last',
      title: { en: 'Anybody may be the last', zh: '任何人都可能最后到来' },
      points: 5,
      visibility: 'hidden',
      requires: ['rounds'],
      scenario: 'changing',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The rounds must not depend on who comes when.',
        zh: '各轮不应依赖于谁在何时到来。',
      },
      help: {
        en: 'Does the one who completes a round leave it in the same state as the others?',
        zh: '使一轮完成的那个人，离开时的状态与其他人一样吗？',
      },
    },
    {
      id: 'alone',
      title: { en: 'One party never waits', zh: '只有一方时从不等待' },
      points: 5,
      visibility: 'public',
      scenario: 'alone',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The smallest case shows whether the first and the last are told apart.',
        zh: '最小的情形最能看出“第一个”与“最后一个”是否被区分。',
      },
      help: {
        en: 'What if the first to come is the last one, too?',
        zh: '如果第一个到来的同时也是最后一个呢？',
      },
    },
    {
      id: 'separate',
      title: { en: 'Barriers know nothing of each other', zh: '各屏障互不相干' },
      points: 5,
      visibility: 'public',
      scenario: 'separate',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Two meetings in one program are not one meeting.',
        zh: '一个程序里的两次会合不是同一次会合。',
      },
      help: {
        en: 'Where is the count kept?',
        zh: '计数保存在哪里？',
      },
    },
  ],
});
