import { apart, defineAssignment, noBusyWait, progress, raceFree } from 'interleave';

export default defineAssignment({
  id: 'thread/philosophers',
  title: { en: 'Dining philosophers', zh: '哲学家就餐' },
  world: 'thread',
  submission: {
    file: 'philosophers.ts',
    exports: { Table: { kind: 'class', statics: ['cells', 'init'], methods: ['pickUp', 'putDown'] } },
  },
  checks: [
    {
      id: 'neighbours-apart',
      title: { en: 'Neighbours never eat at the same time', zh: '邻座从不同时就餐' },
      points: 20,
      visibility: 'public',
      scenario: 'neighbours',
      oracles: [apart('seat 0', 'seat 1')],
      rationale: {
        en: 'Neighbours share a fork, and a fork is in one hand at a time.',
        zh: '邻座共用一把叉子，而一把叉子同一时刻只能在一只手里。',
      },
      help: {
        en: 'Between seeing a fork on the table and having it in your hand, who else may see it there?',
        zh: '从看到叉子在桌上到拿在手里之间，还有谁会看到它在桌上？',
      },
    },
    {
      id: 'everyone-eats',
      title: { en: 'Who is hungry eats', zh: '饿了就能吃到' },
      points: 15,
      visibility: 'public',
      requires: ['neighbours-apart'],
      scenario: 'neighbours',
      oracles: [progress()],
      rationale: {
        en: 'A philosopher who sleeps beside a free fork, and whom nobody will wake, starves.',
        zh: '叉子空着，哲学家却还在睡，又没有人会唤醒他，他就饿死了。',
      },
      help: {
        en: 'What if the neighbour puts the fork down between your look and your sleep? Who may be waiting for each of the two forks?',
        zh: '如果邻座恰好在你查看之后、睡下之前放下叉子呢？两把叉子各有谁可能在等？',
      },
    },
    {
      id: 'no-deadlock',
      title: { en: 'A full table does not deadlock', zh: '坐满也不会死锁' },
      points: 20,
      visibility: 'public',
      requires: ['everyone-eats'],
      scenario: 'fullTable',
      oracles: [progress()],
      rationale: {
        en: 'If everybody holds one fork and waits for the other one, nobody will ever eat.',
        zh: '如果每个人都拿着一把叉子等另一把，就永远没有人能吃。',
      },
      help: {
        en: 'Draw an arrow from everybody to the one he waits for. Can the arrows close to a circle?',
        zh: '从每个人向他所等的人画一个箭头。箭头会连成一个圈吗？',
      },
    },
    {
      id: 'last-and-first',
      title: { en: 'The last seat is next to the first', zh: '最后一个座位挨着第一个' },
      points: 5,
      visibility: 'hidden',
      requires: ['neighbours-apart'],
      scenario: 'fullTable',
      oracles: [apart('seat 0', 'seat 1', 'seat 2')],
      rationale: { en: 'The table is round.', zh: '桌子是圆的。' },
      help: { en: 'Which two forks belong to the last seat?', zh: '最后一个座位用哪两把叉子？' },
    },
    {
      id: 'strangers-together',
      title: { en: 'Two who are not neighbours can eat together', zh: '不相邻的两人可以同时就餐' },
      points: 15,
      visibility: 'public',
      scenario: 'strangers',
      oracles: [progress()],
      rationale: {
        en: 'They share no fork. One lock for the whole table would be safe and useless.',
        zh: '他们不共用叉子。给整张桌子上一把锁固然安全，却毫无用处。',
      },
      help: {
        en: 'Whom does a philosopher wait for who needs none of your forks?',
        zh: '一个不需要你的任何叉子的哲学家，会被谁挡住？',
      },
    },
    {
      id: 'three-strangers',
      title: { en: 'Three of six can eat together', zh: '六个座位中三人可以同时就餐' },
      points: 5,
      visibility: 'hidden',
      requires: ['strangers-together'],
      scenario: 'threeStrangers',
      oracles: [progress()],
      rationale: {
        en: 'Whoever has no neighbour that eats or is hungry can eat, however many do.',
        zh: '没有邻座在吃、也没有邻座挨饿的人就可以吃，不论有多少人在吃。',
      },
      help: {
        en: 'How many may eat at once at a table with six seats, and does anything of yours count less?',
        zh: '六个座位的桌子最多几人同时吃？你的代码里有没有更小的限制？',
      },
    },
    {
      id: 'both-neighbours',
      title: { en: 'Who puts down serves both neighbours', zh: '放下叉子要照顾两边邻座' },
      points: 10,
      visibility: 'hidden',
      requires: ['strangers-together'],
      scenario: 'between',
      oracles: [progress()],
      rationale: {
        en: 'Two forks come free, one for each neighbour; both can go on, and at the same time.',
        zh: '两把叉子都空了，左右各一把；两位邻座都可以继续，而且可以同时。',
      },
      help: {
        en: 'How many may be asleep when you put down your forks, and how many of them do you wake?',
        zh: '你放下叉子时，可能有几个人在睡？你唤醒了几个？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-eats'],
      scenario: 'neighbours',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A philosopher who asks for the fork again and again takes the processor from the one who eats.',
        zh: '一遍又一遍地问叉子的哲学家，占用的正是就餐者需要的处理器。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies; a loop of short sleeps is still a loop.',
        zh: 'Atomics.wait 会一直睡到有人通知；反复短暂睡眠的循环仍然是自旋。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'Forks order memory', zh: '叉子为内存访问定序' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-eats'],
      scenario: 'sharedDish',
      oracles: [raceFree()],
      rationale: {
        en: 'What neighbours touch only while they eat is safe only if putting down happens before picking up.',
        zh: '邻座只在就餐时接触的数据，只有当放下先行发生于拿起时才是安全的。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics outside of any lock, also the ones that only look.',
        zh: '找一找在锁之外没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
  ],
});
