import { defineAssignment, everyoneFinishes, lifoStack, linearizable, noErrors, raceFree } from 'interleave';

export default defineAssignment({
  id: 'thread/stack',
  title: { en: 'A lock-free stack', zh: '无锁栈' },
  world: 'thread',
  submission: {
    file: 'stack.ts',
    exports: { Stack: { kind: 'class', statics: ['cells', 'init'], methods: ['push', 'pop'] } },
  },
  checks: [
    {
      id: 'one-thread',
      title: { en: 'Last in, first out, again and again', zh: '后进先出，反复可用' },
      points: 15,
      visibility: 'public',
      scenario: 'alone',
      oracles: [noErrors()],
      rationale: {
        en: 'A stack returns what was pushed last, holds its capacity, and its nodes can be used again.',
        zh: '栈返回最后压入的元素，装得下它的容量，节点可以反复使用。',
      },
      help: {
        en: 'Which values do you mistake for nothing? Where does a node go that has been popped?',
        zh: '哪些值会被你误认为“没有”？弹出的节点去了哪里？',
      },
    },
    {
      id: 'linearizable',
      title: { en: 'Every operation takes effect at one moment', zh: '每个操作都在某一瞬间生效' },
      points: 20,
      visibility: 'public',
      requires: ['one-thread'],
      scenario: 'both',
      oracles: [linearizable(lifoStack(2))],
      rationale: {
        en: 'Two threads that change the head at the same time lose an element or return one twice.',
        zh: '两个线程同时修改栈顶，会丢失元素，或者把同一个元素返回两次。',
      },
      help: {
        en: 'Put a thread just before each of its stores and exchanges: what may have changed since it looked?',
        zh: '让线程停在它的每一次写入和交换之前：从它查看以来，什么可能已经变了？',
      },
    },
    {
      id: 'node-comes-back',
      title: { en: 'A node that comes back is not the same', zh: '回来的节点已不是原来那个' },
      points: 15,
      visibility: 'public',
      requires: ['linearizable'],
      scenario: 'comeBack',
      oracles: [linearizable(lifoStack(3))],
      rationale: {
        en: 'A head that looks unchanged may have been changed and changed back; what was read behind it is out of date (ABA).',
        zh: '看似未变的栈顶可能变过又变了回来；在它后面读到的东西已经过时（ABA 问题）。',
      },
      help: {
        en: 'After which steps of others does your compare-exchange succeed although it should fail?',
        zh: '别人做了哪些步骤之后，你的比较并交换本该失败却会成功？',
      },
    },
    {
      id: 'node-comes-back-of-three',
      title: { en: 'A node comes back by way of a third thread', zh: '节点经由第三个线程回来' },
      points: 10,
      visibility: 'hidden',
      requires: ['linearizable'],
      scenario: 'comeBackOfThree',
      oracles: [linearizable(lifoStack(2))],
      rationale: {
        en: 'A list of free nodes that is itself a stack keeps the nodes in line for two threads; the third one breaks the line.',
        zh: '空闲链表本身也是栈，两个线程时节点会保持原有次序；第三个线程打破了这个次序。',
      },
      help: {
        en: 'Let one thread hold a node that it has popped and not freed yet, while others go on.',
        zh: '让一个线程拿着已弹出但尚未归还的节点，同时让别人继续。',
      },
    },
    {
      id: 'free-node-comes-back',
      title: { en: 'Free nodes come back, too', zh: '空闲节点同样会回来' },
      points: 5,
      visibility: 'hidden',
      requires: ['linearizable'],
      scenario: 'comeBackFree',
      oracles: [noErrors()],
      rationale: {
        en: 'The list of free nodes is changed by as many threads as the stack, and has the same problem.',
        zh: '修改空闲链表的线程和修改栈的一样多，问题也一样。',
      },
      help: {
        en: 'Is everything that protects the head of the stack also there for the head of the free nodes?',
        zh: '保护栈顶的一切措施，空闲链表的表头也都有吗？',
      },
    },
    {
      id: 'lock-free',
      title: { en: 'A stopped thread stops nobody', zh: '停住的线程不会妨碍别人' },
      points: 20,
      visibility: 'public',
      requires: ['one-thread'],
      scenario: 'stopped',
      oracles: [everyoneFinishes()],
      rationale: {
        en: 'A thread may be stopped at any step for ever; with a lock in its hand it would stop all the others.',
        zh: '线程可能在任何一步永远停住；手里若拿着锁，就会让所有人都停下。',
      },
      help: {
        en: 'For every step: if a thread never takes the next one, who waits for it?',
        zh: '对每一步自问：如果线程永远不再走下一步，谁会等它？',
      },
    },
    {
      id: 'all-nodes-there',
      title: { en: 'No node is lost', zh: '节点不会丢失' },
      points: 5,
      visibility: 'hidden',
      requires: ['linearizable'],
      scenario: 'allThere',
      oracles: [noErrors()],
      rationale: {
        en: 'A node that nobody has is a piece of the capacity that is gone for ever.',
        zh: '谁也没有的节点，意味着一部分容量永远消失了。',
      },
      help: {
        en: 'Follow the node through an attempt that fails and is made again.',
        zh: '跟踪一次失败后重试的操作中节点的去向。',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'No data race', zh: '没有数据竞争' },
      points: 10,
      visibility: 'public',
      requires: ['linearizable'],
      scenario: 'both',
      oracles: [raceFree()],
      rationale: {
        en: 'A thread may read a link while another one, which has taken the node, writes it.',
        zh: '一个线程正在读链接时，另一个已取得该节点的线程可能正在写它。',
      },
      help: {
        en: 'Which cells may be read by a thread that does not own the node?',
        zh: '哪些单元可能被并不拥有该节点的线程读到？',
      },
    },
  ],
});
