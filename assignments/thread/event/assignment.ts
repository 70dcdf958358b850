import { defineAssignment, noBusyWait, progress, raceFree } from 'interleave';

export default defineAssignment({
  id: 'thread/event',
  title: { en: 'An event', zh: '事件' },
  world: 'thread',
  submission: {
    file: 'event.ts',
    exports: { Event: { kind: 'class', statics: ['cells'], methods: ['set', 'clear', 'isSet', 'wait'] } },
  },
  checks: [
    {
      id: 'set-releases',
      title: { en: 'set releases who waits', zh: 'set 放行等待者' },
      points: 15,
      visibility: 'public',
      scenario: 'pair',
      oracles: [progress()],
      rationale: {
        en: 'A thread that waits for an event that has happened is lost for good.',
        zh: '事件已经发生，却还在等它的线程，就永远丢失了。',
      },
      help: {
        en: 'What if set comes after the look at the flag and before the sleep?',
        zh: '如果 set 恰好发生在“查看标志”之后、“睡下”之前会怎样？',
      },
    },
    {
      id: 'flag',
      title: { en: 'The flag says what was done last', zh: '标志如实反映最后的操作' },
      points: 10,
      visibility: 'public',
      scenario: 'flag',
      oracles: [progress()],
      rationale: {
        en: 'set and clear are not a toggle: each makes the event what it says.',
        zh: 'set 与 clear 不是开关：各自把事件变成它所说的状态。',
      },
      help: {
        en: 'Call set twice, call clear first, set again after clear.',
        zh: '试试连续两次 set，一上来就 clear，以及 clear 之后再 set。',
      },
    },
    {
      id: 'timeout',
      title: { en: 'wait gives up after its timeout', zh: 'wait 超时后放弃' },
      points: 10,
      visibility: 'public',
      scenario: 'giveUp',
      oracles: [progress()],
      rationale: {
        en: 'A wait with a timeout ends even when nothing happens, and says that nothing has happened.',
        zh: '带超时的等待即使什么也没发生也会结束，并说明什么也没发生。',
      },
      help: {
        en: 'What does wait return when nobody has set the event?',
        zh: '没有人设置事件时，wait 返回什么？',
      },
    },
    {
      id: 'everybody',
      title: { en: 'set releases all', zh: 'set 放行所有线程' },
      points: 15,
      visibility: 'public',
      requires: ['set-releases'],
      scenario: 'everybody',
      oracles: [progress()],
      rationale: {
        en: 'An event is for any number of threads.',
        zh: '事件是给任意多个线程用的。',
      },
      help: {
        en: 'How many does your notify wake?',
        zh: '你的 notify 唤醒几个线程？',
      },
    },
    {
      id: 'no-busy-wait',
      title: { en: 'Who waits, sleeps', zh: '等待即睡眠' },
      points: 5,
      visibility: 'public',
      requires: ['set-releases'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      rationale: {
        en: 'A thread that spins takes a processor away, possibly for hours.',
        zh: '自旋的线程白白占用处理器，也许长达数小时。',
      },
      help: {
        en: 'Atomics.wait sleeps until somebody notifies or the time is up.',
        zh: 'Atomics.wait 会一直睡到有人通知或时间用尽。',
      },
    },
    {
      id: 'pulse',
      title: { en: 'A pulse releases who sleeps', zh: '脉冲放行睡眠者' },
      points: 15,
      visibility: 'public',
      requires: ['no-busy-wait'],
      scenario: 'pulseOne',
      oracles: [progress()],
      rationale: {
        en: 'Who slept when the event was set has been released; a clear does not take that back.',
        zh: '事件被设置时正在睡眠的线程已经被放行；clear 不能收回。',
      },
      help: {
        en: 'What does a woken thread look at, and what can have happened to that since?',
        zh: '被唤醒的线程去看什么？从那以后它可能发生了什么变化？',
      },
    },
    {
      id: 'pulse-everybody',
      title: { en: 'A pulse releases all who sleep', zh: '脉冲放行所有睡眠者' },
      points: 10,
      visibility: 'hidden',
      requires: ['pulse', 'everybody'],
      scenario: 'pulseTwo',
      oracles: [progress()],
      rationale: {
        en: 'The release of one sleeper must not depend on how fast another one goes on.',
        zh: '一个睡眠者能否被放行，不能取决于另一个运行得多快。',
      },
      help: {
        en: 'Follow two sleepers through set and clear before either of them goes on.',
        zh: '让两个睡眠者都还没继续运行，就走完 set 与 clear，跟踪一遍。',
      },
    },
    {
      id: 'late-clear',
      title: { en: 'A slow clear is no set undone', zh: '迟到的 clear 不会抹掉 set' },
      points: 5,
      visibility: 'hidden',
      requires: ['pulse'],
      scenario: 'lateClear',
      oracles: [progress()],
      rationale: {
        en: 'Threads set and clear an event at the same time; none of them may undo a release on the way.',
        zh: '多个线程会同时 set 与 clear；谁也不能在途中抹掉一次放行。',
      },
      help: {
        en: 'A thread has read your cells and is about to write. How often may the event have changed since?',
        zh: '某个线程读完了你的单元、正要写入。这期间事件可能已经变了几次？',
      },
    },
    {
      id: 'again',
      title: { en: 'And again', zh: '再来一次' },
      points: 5,
      visibility: 'hidden',
      requires: ['pulse'],
      scenario: 'again',
      oracles: [progress()],
      rationale: {
        en: 'An event is used over and over.',
        zh: '事件会被反复使用。',
      },
      help: {
        en: 'Is the second round like the first one? Look at what the first one leaves in memory.',
        zh: '第二轮与第一轮一样吗？看看第一轮在内存里留下了什么。',
      },
    },
    {
      id: 'nothing-left',
      title: { en: 'Nothing is left for later', zh: '不给以后留下任何东西' },
      points: 5,
      visibility: 'hidden',
      requires: ['timeout', 'set-releases'],
      scenario: 'nothingLeft',
      oracles: [progress()],
      rationale: {
        en: 'An event has no memory of its past: after clear it is as on the first day.',
        zh: '事件不记得过去：clear 之后，它与第一天一样。',
      },
      help: {
        en: 'Does a waiter that gives up leave something behind that a later one takes for a release?',
        zh: '放弃的等待者会不会留下什么，让后来者误以为自己被放行？',
      },
    },
    {
      id: 'no-data-race',
      title: { en: 'The event orders memory', zh: '事件为内存访问定序' },
      points: 5,
      visibility: 'public',
      requires: ['set-releases'],
      scenario: 'message',
      oracles: [raceFree()],
      rationale: {
        en: 'What was prepared before set is safe to use after wait only if the accesses to the event are atomic.',
        zh: '只有对事件的访问是原子的，set 之前准备好的东西在 wait 之后用起来才是安全的。',
      },
      help: {
        en: 'Look for accesses to memory without Atomics, also the ones that only look.',
        zh: '找一找没有通过 Atomics 的内存访问，“只是看一眼”的也算。',
      },
    },
  ],
});
