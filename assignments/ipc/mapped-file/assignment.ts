import { appendLog, counter, defineAssignment, linearizable, noErrors, progress } from 'interleave';

const BUDGET = { executions: 1000 };

export default defineAssignment({
  id: 'ipc/mapped-file',
  title: { en: 'A counter and a log in a mapped file', zh: '映射文件中的计数器与日志' },
  world: 'process',
  submission: {
    file: 'mapped-file.ts',
    exports: {
      create: { kind: 'function' },
      remove: { kind: 'function' },
      increment: { kind: 'function' },
      value: { kind: 'function' },
      append: { kind: 'function' },
      records: { kind: 'function' },
    },
  },
  checks: [
    {
      id: 'kept',
      title: { en: 'What one process writes the next one finds', zh: '一个进程写下的，下一个进程找得到' },
      points: 15,
      visibility: 'public',
      scenario: 'alone',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'A mapping shows the pages that the file has. Who touches one beyond its end dies of SIGBUS.',
        zh: '映射展示的是文件已有的页。触碰文件末尾之外的页，进程会因 SIGBUS 而终止。',
      },
      help: {
        en: 'How long is the file when the record is written? How long was it when it was mapped?',
        zh: '写记录时文件有多长？映射它时又有多长？',
      },
    },
    {
      id: 'counter',
      title: { en: 'No increment is lost', zh: '没有一次加一会丢失' },
      points: 15,
      visibility: 'public',
      requires: ['kept'],
      scenario: 'counter',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Adding one to a cell is a read and a write, and another process may come in between.',
        zh: '给单元加一包含一次读和一次写，另一个进程可能插到中间。',
      },
      help: {
        en: 'Which operation does it in one step? And what does it return?',
        zh: '哪个操作一步就能完成它？它返回的又是什么？',
      },
    },
    {
      id: 'log',
      title: { en: 'Two who append do not overwrite each other', zh: '两个追加者不会互相覆盖' },
      points: 20,
      visibility: 'public',
      requires: ['kept'],
      scenario: 'appending',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'To find the place, to make the file longer, to write and to publish belong together.',
        zh: '找到位置、加长文件、写入和发布，这几步是一个整体。',
      },
      help: {
        en: 'What have you read of the file before you held the lock? Can it still be true? Can ftruncate make a file shorter?',
        zh: '在持有锁之前，你读了文件的哪些信息？它们现在还成立吗？ftruncate 会不会把文件变短？',
      },
    },
    {
      id: 'reader',
      title: { en: 'A record is seen whole or not at all', zh: '记录要么完整可见，要么完全不可见' },
      points: 15,
      visibility: 'public',
      requires: ['kept'],
      scenario: 'reading',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Whoever reads does not wait: it believes the number of records that it finds.',
        zh: '读者并不等待：它相信自己看到的记录数。',
      },
      help: {
        en: 'Between which two of the steps of append does the record begin to be there?',
        zh: '在 append 的哪两步之间，这条记录才开始存在？',
      },
    },
    {
      id: 'crash',
      title: { en: 'A death at any step costs nothing that was finished', zh: '在任何一步死亡都不损失已完成的内容' },
      points: 20,
      visibility: 'public',
      requires: ['counter', 'log'],
      scenario: 'crash',
      oracles: [
        noErrors(),
        progress(),
        linearizable(counter(), { ops: ['increment', 'read'] }),
        linearizable(appendLog(), { ops: ['append', 'records'] }),
      ],
      budget: { executions: 600 },
      rationale: {
        en: 'The file stays as the dead process left it, between any two of its steps. Its locks may stay too.',
        zh: '文件会停留在进程死亡时的样子，可能在它任意两步之间。它持有的锁也可能留下来。',
      },
      help: {
        en: 'Who gives back the lock of a process that is dead? What does the next one find behind the last record?',
        zh: '进程死后，它的锁由谁归还？下一个进程在最后一条记录之后会看到什么？',
      },
    },
    {
      id: 'remains',
      title: { en: 'What was never finished counts for nothing', zh: '从未完成的内容一律不算' },
      points: 5,
      visibility: 'hidden',
      requires: ['kept'],
      scenario: 'remains',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'The file may be longer than its records, and what lies behind them may look like one.',
        zh: '文件可能比其中的记录更长，而记录之后的内容看起来可能也像一条记录。',
      },
      help: {
        en: 'What alone says how many records there are?',
        zh: '唯一说明有多少条记录的是什么？',
      },
    },
    {
      id: 'removed',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 10,
      visibility: 'public',
      requires: ['kept'],
      scenario: 'clean',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A file lives until its name is removed, and so does whatever helped to guard it.',
        zh: '文件一直存在，直到它的名字被删除；用来保护它的其他东西也是如此。',
      },
      help: {
        en: 'What have you made besides the file itself?',
        zh: '除了文件本身，你还建立了什么？',
      },
    },
  ],
});
