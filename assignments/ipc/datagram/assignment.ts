import { defineAssignment, noErrors, progress, type Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });
/** Few steps matter here, and what goes wrong shows early: in one of the first three executions, of about 50 steps. */
const budget = { executions: 300, steps: 1000 };
const shown = { visibility: 'public', oracles: [noErrors(), progress()], budget } as const;
const hidden = { ...shown, visibility: 'hidden' } as const;

export default defineAssignment({
  id: 'ipc/datagram',
  title: says('Reliable messages over UDP', 'UDP 上的可靠消息'),
  world: 'process',
  submission: { file: 'datagram.ts', exports: { sender: { kind: 'function' }, receiver: { kind: 'function' } } },
  checks: [
    {
      id: 'sends',
      title: says('The sender sends numbered messages', '发送方发送带编号的消息'),
      points: 10,
      ...shown,
      scenario: 'sendsAll',
      rationale: says(
        'Two programs understand each other only if both keep to the same format.',
        '只有双方遵守同一种格式，两个程序才能互相理解。',
      ),
      help: says(
        'Compare what you send with the example in the handout, byte by byte.',
        '把你发送的内容与讲义中的例子逐字节比较。',
      ),
    },
    {
      id: 'retransmits',
      title: says('What is lost is sent again', '丢失的数据报会重发'),
      points: 15,
      ...shown,
      requires: ['sends'],
      scenario: 'retransmits',
      rationale: says('A datagram may be lost, and nobody says so.', '数据报可能丢失，而且没有任何人会通知你。'),
      help: says(
        'How long does your sender wait for an acknowledgement, and what does it do then?',
        '你的发送方等待确认多久？之后做什么？',
      ),
    },
    {
      id: 'stale-ack',
      title: says('An old acknowledgement is told from a new one', '旧的确认不会被当作新的确认'),
      points: 10,
      ...shown,
      requires: ['retransmits'],
      scenario: 'staleAck',
      rationale: says(
        'An acknowledgement may come late or twice. Whoever takes it for the next one loses a message.',
        '确认可能迟到，也可能来两次。把它当作下一条的确认，就会丢失一条消息。',
      ),
      help: says('What does your sender do with the number in an acknowledgement?', '你的发送方如何使用确认中的编号？'),
    },
    {
      id: 'receives',
      title: says('The receiver acknowledges, and stops when told to', '接收方给出确认，并在要求时停止'),
      points: 10,
      ...shown,
      scenario: 'receivesAll',
      rationale: says(
        'The sender goes on only when it knows what has arrived.',
        '发送方只有知道什么已经到达，才能继续。',
      ),
      help: says(
        'Where does the receiver wait, and for which descriptors? How long may a message be?',
        '接收方在哪里等待，等的是哪些描述符？一条消息最长可以多长？',
      ),
    },
    {
      id: 'duplicates',
      title: says('No message is delivered twice', '没有消息被交付两次'),
      points: 10,
      ...shown,
      requires: ['receives'],
      scenario: 'duplicates',
      rationale: says(
        'Every retransmission whose first copy was only slow is a duplicate.',
        '如果第一份只是迟到，那么每次重发都会造成重复。',
      ),
      help: says('How does the receiver know a copy, also a late one?', '接收方怎样认出副本，包括迟到的副本？'),
    },
    {
      id: 'last-ack',
      title: says('A lost acknowledgement is sent again', '丢失的确认会再次发送'),
      points: 15,
      ...shown,
      requires: ['duplicates'],
      scenario: 'lastAck',
      rationale: says(
        'When an acknowledgement is lost, the message comes again: for the receiver a copy, for the sender the only hope.',
        '确认丢失后，消息会再来一次：对接收方它只是副本，对发送方却是唯一的希望。',
      ),
      help: says(
        'What does your receiver answer to a message that it has already?',
        '对已经收到过的消息，你的接收方如何回答？',
      ),
    },
    {
      id: 'order',
      title: says('Messages that overtake each other are put in order', '互相超越的消息会被排好次序'),
      points: 10,
      ...shown,
      requires: ['duplicates'],
      scenario: 'order',
      rationale: says(
        'Datagrams may come in another order than they were sent, and an acknowledgement promises all before it.',
        '数据报到达的次序可能与发送次序不同，而一个确认承诺了它之前的所有消息。',
      ),
      help: says(
        'What do you do with a message that comes too early, and what do you acknowledge then?',
        '消息来得太早时你怎么办？那时你确认什么？',
      ),
    },
    {
      id: 'loss',
      title: says('Your sender and your receiver on a network that loses', '你的收发双方在会丢包的网络上'),
      points: 10,
      ...shown,
      requires: ['retransmits', 'last-ack'],
      scenario: 'loss',
      rationale: says('The second copy may be lost like the first.', '第二份同样可能丢失。'),
      help: says('After how many tries does the sender give up?', '发送方在尝试多少次之后放弃？'),
    },
    {
      id: 'network',
      title: says('Loss, duplication and reordering at once', '丢失、重复与乱序同时出现'),
      points: 10,
      ...hidden,
      // Whoever polls takes thousands of steps here until everything has come.
      budget: { executions: 100 },
      requires: ['stale-ack', 'order', 'loss'],
      scenario: 'network',
      rationale: says(
        'Each misfortune was tried alone; the network is free to combine them.',
        '每种意外都已单独试过；网络却可以任意组合它们。',
      ),
      help: says(
        'Follow one message and its acknowledgement through all copies of both.',
        '跟踪一条消息及其确认的所有副本。',
      ),
    },
  ],
});
