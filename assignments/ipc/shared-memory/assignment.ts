import { defineAssignment, noErrors, progress } from 'interleave';

const BUDGET = { executions: 1000 };

export default defineAssignment({
  id: 'ipc/shared-memory',
  title: { en: 'A ledger in shared memory', zh: '共享内存中的账本' },
  world: 'process',
  submission: {
    file: 'shared-memory.ts',
    exports: {
      create: { kind: 'function' },
      remove: { kind: 'function' },
      teller: { kind: 'function' },
      auditor: { kind: 'function' },
    },
  },
  checks: [
    {
      id: 'transfers',
      title: { en: 'Transfers that are covered are carried out', zh: '余额足够的转账得到执行' },
      points: 20,
      visibility: 'public',
      scenario: 'alone',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Processes share nothing but what they map, and a new object has no bytes to map.',
        zh: '进程之间只共享各自映射的内容，而新建的对象连一个可以映射的字节都没有。',
      },
      help: {
        en: 'How long is a shared memory object when it has just been made? What is left of a transfer from an account to itself?',
        zh: '共享内存对象刚建立时有多长？从一个账户转给它自己，应当留下什么结果？',
      },
    },
    {
      id: 'several',
      title: { en: 'Two tellers lose no money', zh: '两个柜员不会丢失金额' },
      points: 20,
      visibility: 'public',
      requires: ['transfers'],
      scenario: 'several',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Reading a balance, computing and writing it are three steps; another process may make its own in between.',
        zh: '读余额、计算、写余额是三个步骤；另一个进程可能恰好在其间执行它自己的步骤。',
      },
      help: {
        en: 'What keeps the second teller away between the reading and the writing of the first?',
        zh: '在第一个柜员的读与写之间，是什么挡住了第二个柜员？',
      },
    },
    {
      id: 'total',
      title: { en: 'The total never varies', zh: '总额始终不变' },
      points: 15,
      visibility: 'public',
      requires: ['transfers'],
      scenario: 'audited',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'A transfer changes two accounts. Between the two, money is missing, and whoever looks then sees that.',
        zh: '一次转账要改两个账户。在两次修改之间，钱少了一部分，此时查看的人就会看到这个状态。',
      },
      help: {
        en: 'The auditor only reads. Does it have to wait for anything nevertheless?',
        zh: '审计员只读不写。即便如此，它是否也需要等待？',
      },
    },
    {
      id: 'covered',
      title: { en: 'No account is overdrawn', zh: '没有账户透支' },
      points: 10,
      visibility: 'public',
      requires: ['transfers'],
      scenario: 'overdrawn',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Between the question whether there is enough and the withdrawal, the answer may change.',
        zh: '在“余额够不够”这一提问与取款之间，答案可能已经改变。',
      },
      help: {
        en: 'Which steps must nobody come between: the writing alone, or the question too?',
        zh: '哪些步骤之间不能让别人插进来：只是写入，还是连同提问？',
      },
    },
    {
      id: 'early',
      title: { en: 'Nobody reads what is not written yet', zh: '谁也不会读到尚未写入的内容' },
      points: 20,
      visibility: 'public',
      requires: ['transfers'],
      scenario: 'early',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'A process that was started first does not run first. What it finds may be nothing, an object without bytes, or zeroes.',
        zh: '先启动的进程并不一定先运行。它找到的可能是什么都没有、没有字节的对象，或者全是零。',
      },
      help: {
        en: 'What tells a role that the ledger is complete, and what does it wait for until then?',
        zh: '角色凭什么知道账本已经完整？在那之前它等待的是什么？',
      },
    },
    {
      id: 'removed',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 10,
      visibility: 'public',
      requires: ['transfers'],
      scenario: 'clean',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Shared memory and semaphores outlive every process that used them. Only a call removes them.',
        zh: '共享内存和信号量比使用它们的所有进程都活得更久，只有显式调用才能删除它们。',
      },
      help: {
        en: 'List /dev/shm after your program.',
        zh: '程序结束后列出 /dev/shm 看一看。',
      },
    },
    {
      id: 'two-ledgers',
      title: { en: 'Two ledgers do not disturb each other', zh: '两个账本互不干扰' },
      points: 5,
      visibility: 'hidden',
      requires: ['several', 'removed'],
      scenario: 'twoLedgers',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'What two ledgers have in common is gone for one of them when the other is removed.',
        zh: '两个账本若共用某样东西，删除其中一个时，另一个也就失去了它。',
      },
      help: {
        en: 'Which names do your calls give to what they make? Which of them depend on the name of the ledger?',
        zh: '你的调用给所建立的东西起了哪些名字？其中哪些取决于账本的名字？',
      },
    },
  ],
});
