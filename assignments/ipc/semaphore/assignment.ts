import { defineAssignment, noErrors, progress } from 'interleave';

const BUDGET = { executions: 1000 };

export default defineAssignment({
  id: 'ipc/semaphore',
  title: { en: 'A bounded buffer with semaphores', zh: '用信号量实现有界缓冲区' },
  world: 'process',
  submission: {
    file: 'semaphore.ts',
    exports: {
      create: { kind: 'function' },
      remove: { kind: 'function' },
      producer: { kind: 'function' },
      consumer: { kind: 'function' },
    },
  },
  checks: [
    {
      id: 'passes',
      title: { en: 'Items come out as they went in', zh: '物品按放入的顺序取出' },
      points: 20,
      visibility: 'public',
      scenario: 'pair',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'A consumer takes what is there, and only when it is there; a producer never overwrites what nobody has taken.',
        zh: '消费者只取已经放入的物品，而且只在有物品时取；生产者绝不覆盖尚未被取走的物品。',
      },
      help: {
        en: 'What does each semaphore count, and with which value does it begin? Who waits for it, and who posts it?',
        zh: '每个信号量数的是什么？初值是多少？谁等待它，谁增加它？',
      },
    },
    {
      id: 'room',
      title: { en: 'As many items as there are places', zh: '有多少位置就能放多少物品' },
      points: 10,
      visibility: 'public',
      requires: ['passes'],
      scenario: 'full',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'One place too few is a waste, one too many overwrites an item.',
        zh: '少一个位置是浪费，多一个位置则会覆盖物品。',
      },
      help: {
        en: 'Of a buffer with two places: when exactly does the third item have to wait?',
        zh: '对于有两个位置的缓冲区，第三件物品究竟在什么时候必须等待？',
      },
    },
    {
      id: 'several',
      title: { en: 'Several producers and consumers', zh: '多个生产者与多个消费者' },
      points: 20,
      visibility: 'public',
      requires: ['passes'],
      scenario: 'several',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Two who have each got a permit work on the buffer at the same time, unless something else keeps them apart.',
        zh: '两个进程各自拿到许可之后，就会同时操作缓冲区，除非另有机制把它们隔开。',
      },
      help: {
        en: 'Which steps does it take to put one item? What if another process makes its own in between?',
        zh: '放入一件物品需要哪几步？如果另一个进程恰好在中间执行它自己的步骤呢？',
      },
    },
    {
      id: 'apart',
      title: { en: 'Nobody waits for what others compute', zh: '谁也不必等待别人的计算' },
      points: 15,
      visibility: 'public',
      requires: ['passes'],
      scenario: 'slow',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'A lock protects the buffer for a few steps. Whoever computes or waits while it holds the lock stops everybody.',
        zh: '锁只应在几步之内保护缓冲区。持锁时进行计算或等待，会让所有进程停下来。',
      },
      help: {
        en: 'What does your role hold while make or use runs?',
        zh: 'make 或 use 运行时，你的角色持有什么？',
      },
    },
    {
      id: 'errors',
      title: { en: 'An error costs neither a place nor the lock', zh: '出错不会损失位置，也不会损失锁' },
      points: 15,
      visibility: 'public',
      requires: ['passes'],
      scenario: 'failing',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'A permit that is taken and never given back makes the buffer smaller for ever.',
        zh: '许可被取走却不再归还，缓冲区就永远小了一格。',
      },
      help: {
        en: 'Which permits does the role have when make throws? Which when use throws? Who gives them back?',
        zh: 'make 抛出错误时，角色手中有哪些许可？use 抛出错误时呢？由谁归还？',
      },
    },
    {
      id: 'interrupted',
      title: { en: 'A signal changes nothing', zh: '信号不改变任何事情' },
      points: 10,
      visibility: 'hidden',
      requires: ['passes'],
      scenario: 'interrupted',
      oracles: [noErrors(), progress()],
      budget: { executions: 300 },
      rationale: {
        en: 'A handler that runs while sem_wait waits ends the wait with EINTR.',
        zh: '在 sem_wait 等待期间若运行了信号处理函数，等待会以 EINTR 结束。',
      },
      help: {
        en: 'Has a sem_wait that failed with EINTR taken a permit? Which calls had succeeded before it?',
        zh: 'sem_wait 以 EINTR 失败时，取走许可了吗？在它之前有哪些调用已经成功？',
      },
    },
    {
      id: 'names',
      title: { en: 'Nothing is found, nothing is left', zh: '不受旧名字影响，也不留下任何东西' },
      points: 10,
      visibility: 'public',
      requires: ['passes'],
      scenario: 'names',
      oracles: [noErrors(), progress()],
      budget: BUDGET,
      rationale: {
        en: 'Semaphores and shared memory outlive every process, with their values. Only a call removes them.',
        zh: '信号量和共享内存连同其中的值比所有进程都活得更久，只有显式调用才能删除它们。',
      },
      help: {
        en: 'List /dev/shm after your program. What does sem_open do with a value when the name is there already?',
        zh: '程序结束后列出 /dev/shm 看一看。名字已经存在时，sem_open 会怎样对待给出的初值？',
      },
    },
  ],
});
