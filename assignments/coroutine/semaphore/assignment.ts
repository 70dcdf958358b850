import { atMost, defineAssignment, fifoOrder, noErrors, progress } from 'interleave';

const inOrder = fifoOrder('inside', { from: { event: 'invoke', op: 'acquire' } });

export default defineAssignment({
  id: 'coroutine/semaphore',
  title: { en: 'A semaphore for coroutines', zh: '协程信号量' },
  world: 'coroutine',
  submission: {
    file: 'semaphore.ts',
    exports: { Semaphore: { kind: 'class', methods: ['acquire', 'tryAcquire', 'release'] } },
  },
  checks: [
    {
      id: 'never-too-many',
      title: { en: 'Never more holders than permits', zh: '持有者从不多于许可' },
      points: 20,
      visibility: 'public',
      scenario: 'crowd',
      oracles: [atMost('inside', 2), noErrors()],
      rationale: {
        en: 'A limit that is exceeded once is no limit.',
        zh: '上限只要被突破一次，就不再是上限。',
      },
      help: {
        en: 'Is the permit counted before or after the await? Who is woken by one release?',
        zh: '许可是在 await 之前还是之后计数的？一次 release 唤醒几个等待者？',
      },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Every waiter gets in', zh: '每个等待者最终都能进入' },
      points: 10,
      visibility: 'public',
      requires: ['never-too-many'],
      scenario: 'queue',
      oracles: [progress(), noErrors()],
      rationale: {
        en: 'A permit that is given back and reaches nobody is lost.',
        zh: '归还后没有到达任何人的许可就丢失了。',
      },
      help: {
        en: 'Follow one permit: where is it after each release?',
        zh: '跟踪一个许可：每次 release 之后它在哪里？',
      },
    },
    {
      id: 'all-permits-used',
      title: { en: 'No permit is wasted', zh: '不浪费许可' },
      points: 10,
      visibility: 'public',
      scenario: 'full',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A semaphore of three that lets one in is only a slow lock.',
        zh: '有三个许可却只放进一个，这样的信号量只是一把慢锁。',
      },
      help: {
        en: 'How many get in without anybody releasing?',
        zh: '在没有任何 release 的情况下能进入几个？',
      },
    },
    {
      id: 'first-come',
      title: { en: 'First come, first served', zh: '先到先得' },
      points: 15,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'queue',
      oracles: [inOrder],
      rationale: {
        en: 'A queue that is served in another order starves somebody.',
        zh: '不按次序服务的队列会让某个等待者挨饿。',
      },
      help: {
        en: 'From which end do you take waiters?',
        zh: '你从队列的哪一端取出等待者？',
      },
    },
    {
      id: 'no-barging',
      title: { en: 'Nobody overtakes a waiter', zh: '后来者不得超越等待者' },
      points: 15,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'comeback',
      oracles: [inOrder, atMost('inside', 1), noErrors(), progress()],
      rationale: {
        en: 'Between resolving a promise and the waiter going on there is a gap of some microtasks.',
        zh: '从兑现 promise 到等待者真正继续执行之间隔着若干微任务。',
      },
      help: {
        en: 'Is the permit free for anybody during a release while somebody waits?',
        zh: '有人等待时，release 过程中许可是否可能被别人拿走？',
      },
    },
    {
      id: 'try-acquire',
      title: { en: 'tryAcquire tells the truth and overtakes nobody', zh: 'tryAcquire 如实回答且不超越任何人' },
      points: 10,
      visibility: 'public',
      scenario: 'tries',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who only tries must disturb nobody: neither those who wait nor the count.',
        zh: '只是试一试的人不应影响任何人：既不影响等待者，也不影响计数。',
      },
      help: {
        en: 'What does a failed try change? What does a try see right after a release?',
        zh: '失败的尝试改变了什么？release 之后立刻尝试会看到什么？',
      },
    },
    {
      id: 'abort',
      title: { en: 'An aborted waiter leaves no trace', zh: '被中止的等待者不留痕迹' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'aborted',
      oracles: [atMost('inside', 1), noErrors(), progress()],
      rationale: {
        en: 'A permit that is handed to somebody who has gone is lost.',
        zh: '许可交给了已经离开的人，就丢失了。',
      },
      help: {
        en: 'What does the next release find in the queue?',
        zh: '下一次 release 会在队列里看到什么？',
      },
    },
    {
      id: 'abort-at-once',
      title: { en: 'Aborts are seen at once', zh: '中止立即生效' },
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'prompt',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'Who gives up waiting must not have to wait for that.',
        zh: '放弃等待本身不应再需要等待。',
      },
      help: {
        en: 'When do you look at the signal?',
        zh: '你在何时检查信号？',
      },
    },
    {
      id: 'nothing-lost',
      title: { en: 'Grant and abort at the same moment', zh: '授予与中止同时发生' },
      points: 5,
      visibility: 'hidden',
      requires: ['abort'],
      scenario: 'crossing',
      oracles: [atMost('inside', 1), noErrors(), progress()],
      rationale: {
        en: 'Either may win, but the permit must end up with somebody.',
        zh: '谁先谁后都可以，但许可必须有归属。',
      },
      help: {
        en: 'The waiter was granted a permit and rejects all the same: where is the permit?',
        zh: '等待者已得到许可却仍然拒绝：许可在哪里？',
      },
    },
  ],
});
