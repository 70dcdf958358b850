import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'ipc/message-queue',
  title: { en: 'Request and reply over one queue', zh: '同一队列上的请求与应答' },
  world: 'process',
  submission: {
    file: 'message-queue.ts',
    exports: {
      create: { kind: 'function' },
      remove: { kind: 'function' },
      server: { kind: 'function' },
      client: { kind: 'function' },
    },
  },
  checks: [
    {
      id: 'answers',
      title: { en: 'Every request is answered', zh: '每个请求都得到应答' },
      points: 25,
      visibility: 'public',
      scenario: 'one',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'One queue carries messages in both directions, and only their types keep them apart.',
        zh: '同一个队列承载两个方向的消息，只有类型才能把它们区分开。',
      },
      help: {
        en: 'Can the client take its own request back? Can the server take its own reply?',
        zh: '客户端会不会把自己的请求取回来？服务器会不会取走自己的应答？',
      },
    },
    {
      id: 'own-replies',
      title: { en: 'Each client gets its own replies', zh: '每个客户端得到自己的应答' },
      points: 25,
      visibility: 'public',
      requires: ['answers'],
      scenario: 'two',
      budget: { executions: 1500 },
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A reply that another client takes is lost for the one who waits, and wrong for the one who got it.',
        zh: '应答若被别的客户端取走，等待者便永远得不到它，而取走者拿到的是错误的内容。',
      },
      help: {
        en: 'How does the server know whom it answers, and how does the client say which message it wants?',
        zh: '服务器怎么知道在回答谁？客户端又怎么说明它要哪条消息？',
      },
    },
    {
      id: 'long',
      title: { en: 'Messages of every length', zh: '各种长度的消息' },
      points: 10,
      visibility: 'public',
      requires: ['answers'],
      scenario: 'long',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'msgrcv refuses a message that is longer than it was told to expect: E2BIG.',
        zh: '消息若比 msgrcv 声明的长度更长，它会拒绝接收：E2BIG。',
      },
      help: {
        en: 'Which is the longest message by the contract, with everything that you put before it?',
        zh: '按照契约，最长的消息有多长？连同你在它前面加的内容呢？',
      },
    },
    {
      id: 'full-queue',
      title: { en: 'A full queue is no deadlock', zh: '队列满了也不会死锁' },
      points: 20,
      visibility: 'public',
      requires: ['own-replies', 'long'],
      scenario: 'full',
      budget: { executions: 1500 },
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'If requests fill the queue, the server cannot reply, and the clients wait for replies: a circle.',
        zh: '如果请求塞满了队列，服务器就无法应答，而客户端都在等应答：这就成了一个环。',
      },
      help: {
        en: 'How many requests of one client may be in the queue at the same time?',
        zh: '同一个客户端同时最多可以有几个请求在队列中？',
      },
    },
    {
      id: 'interrupted',
      title: { en: 'A signal is no failure', zh: '信号不是失败' },
      points: 10,
      visibility: 'hidden',
      requires: ['answers'],
      scenario: 'interrupted',
      budget: { executions: 2500 },
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A handler that runs while msgsnd or msgrcv waits ends the wait with EINTR, always.',
        zh: '在 msgsnd 或 msgrcv 等待期间若运行了信号处理函数，等待总会以 EINTR 结束。',
      },
      help: {
        en: 'What has happened to the message when the call failed with EINTR?',
        zh: '调用以 EINTR 失败时，消息本身怎么样了？',
      },
    },
    {
      id: 'removed',
      title: { en: 'Nothing is left behind', zh: '不留下任何东西' },
      points: 10,
      visibility: 'public',
      requires: ['answers'],
      scenario: 'clean',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A System V queue outlives every process that used it. Only a call removes it.',
        zh: 'System V 队列比使用它的所有进程都活得更久，只有显式调用才能删除它。',
      },
      help: {
        en: 'Run ipcs after your program.',
        zh: '程序结束后运行 ipcs 看一看。',
      },
    },
  ],
});
