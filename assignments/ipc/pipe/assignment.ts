import { defineAssignment, noErrors, progress } from 'interleave';

export default defineAssignment({
  id: 'ipc/pipe',
  title: { en: 'Frames through a pipe', zh: '管道上的消息帧' },
  world: 'process',
  submission: { file: 'pipe.ts', exports: { producer: { kind: 'function' }, consumer: { kind: 'function' } } },
  checks: [
    {
      id: 'ends',
      title: { en: 'The consumer ends when the producers have', zh: '生产者都结束后消费者也结束' },
      points: 15,
      visibility: 'public',
      scenario: 'nothing',
      oracles: [progress(), noErrors()],
      rationale: {
        en: 'End of file comes when the last write end is closed, in every process that has one.',
        zh: '只有当所有进程中最后一个写端被关闭，读端才会遇到文件结束。',
      },
      help: {
        en: 'Which ends of the pipe does each process hold after it was started, and which of them does it need?',
        zh: '每个进程启动后持有管道的哪几端？其中哪些是它真正需要的？',
      },
    },
    {
      id: 'closes',
      title: { en: 'The producer closes what it has finished with', zh: '生产者用完即关闭' },
      points: 10,
      visibility: 'public',
      requires: ['ends'],
      scenario: 'livesOn',
      oracles: [progress(), noErrors()],
      rationale: {
        en: 'A process that lives on with its write end open keeps the consumer waiting for ever.',
        zh: '进程若继续存活而写端未关，消费者将永远等待下去。',
      },
      help: {
        en: 'The end of a process closes its descriptors. What if it does not end after producer has returned?',
        zh: '进程结束时会自动关闭描述符。如果 producer 返回之后进程并不结束呢？',
      },
    },
    {
      id: 'delivers',
      title: { en: 'Every message arrives, in order', zh: '每条消息都按序到达' },
      points: 10,
      visibility: 'public',
      requires: ['ends'],
      scenario: 'several',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A pipe carries bytes, not messages: several may come in one read, and one in several.',
        zh: '管道传送的是字节而不是消息：一次读取可能得到多条消息，一条消息也可能分多次读到。',
      },
      help: {
        en: 'Is a message found by its length, and is that a length in bytes? Is an empty message told from the end?',
        zh: '消息是否按长度划分？长度是以字节计的吗？空消息与文件结束是否区分开？',
      },
    },
    {
      id: 'short-reads',
      title: { en: 'A short read is not the end', zh: '短读不是结束' },
      points: 15,
      visibility: 'public',
      requires: ['delivers'],
      scenario: 'pieces',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'read returns what is there, at most what was asked for. Only no bytes at all mean the end.',
        zh: 'read 返回当前已有的字节，最多为请求的数量。只有返回零字节才表示结束。',
      },
      help: {
        en: 'What happens when the length comes in two parts? When a character of several bytes does?',
        zh: '如果长度字段分两次到达会怎样？如果一个多字节字符被拆开呢？',
      },
    },
    {
      id: 'two-producers',
      title: { en: 'Frames of two producers do not mix', zh: '两个生产者的帧互不混杂' },
      points: 15,
      visibility: 'public',
      requires: ['delivers'],
      scenario: 'two',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Up to PIPE_BUF bytes written by one call stay together; between two calls anybody may write.',
        zh: '一次调用写入的不超过 PIPE_BUF 的字节不会被拆散；两次调用之间，任何人都可能插入写入。',
      },
      help: {
        en: 'How many calls of write does one frame take?',
        zh: '写一帧用了几次 write 调用？',
      },
    },
    {
      id: 'cut-frame',
      title: { en: 'A frame that is cut short is an error', zh: '残缺的帧是错误' },
      points: 10,
      visibility: 'public',
      requires: ['delivers'],
      scenario: 'cut',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A consumer that takes half a message for a whole one has lost data and says nothing.',
        zh: '把半条消息当作完整消息的消费者丢失了数据，却没有任何提示。',
      },
      help: {
        en: 'End of file may come in the body of a frame and in its length. Is it noticed in both places?',
        zh: '文件结束可能出现在帧体中，也可能出现在长度字段中。两处都检查了吗？',
      },
    },
    {
      id: 'gone-reader',
      title: { en: 'The producer survives when nobody reads', zh: '无人读取时生产者仍能存活' },
      points: 10,
      visibility: 'public',
      requires: ['ends'],
      scenario: 'gone',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Writing to a pipe that nobody can read sends SIGPIPE, which ends the process unless it says otherwise.',
        zh: '向没有读端的管道写入会引发 SIGPIPE；若不另作处理，进程会因此终止。',
      },
      help: {
        en: 'Two things happen, one after the other: a signal and an error. Both need an answer.',
        zh: '会先后发生两件事：一个信号和一个错误。两者都需要处理。',
      },
    },
    {
      id: 'too-long',
      title: { en: 'A message that cannot stay whole is refused', zh: '拒绝无法保持完整的消息' },
      points: 5,
      visibility: 'public',
      requires: ['delivers'],
      scenario: 'tooLong',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Beyond PIPE_BUF a frame could be mixed with another; better an error than a damaged stream.',
        zh: '超过 PIPE_BUF 的帧可能与别的帧混杂；报错总好过损坏数据流。',
      },
      help: {
        en: 'The limit counts bytes, and the four of the length are among them.',
        zh: '上限按字节计算，长度字段的四个字节也算在内。',
      },
    },
    {
      id: 'bulk',
      title: { en: 'More than the pipe holds', zh: '超过管道容量的数据' },
      points: 5,
      visibility: 'hidden',
      requires: ['delivers'],
      scenario: 'bulk',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A pipe is a buffer of limited size: the producer waits while it is full, and nothing gets lost.',
        zh: '管道是容量有限的缓冲区：满时生产者等待，但什么也不会丢失。',
      },
      help: {
        en: 'Does the consumer read on while the producer still writes, and is every byte of a long frame waited for?',
        zh: '生产者还在写的时候，消费者是否在继续读？长帧的每一个字节都等到了吗？',
      },
    },
    {
      id: 'death',
      title: { en: 'A producer that dies leaves whole messages', zh: '生产者突然死亡也只留下完整消息' },
      points: 5,
      visibility: 'hidden',
      requires: ['short-reads'],
      scenario: 'killed',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A process may be killed between any two of its calls. What it wrote in one call is there, whole.',
        zh: '进程可能在任意两次调用之间被杀死。它在一次调用中写入的内容则是完整的。',
      },
      help: {
        en: 'What does the consumer see of a producer that dies after half a frame?',
        zh: '如果生产者写了半帧就死去，消费者会看到什么？',
      },
    },
  ],
});
