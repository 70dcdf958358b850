import { defineAssignment, exclusive, fifoOrder, noErrors, progress } from 'interleave';

const inside = exclusive('inside');
const inOrder = fifoOrder('inside', { from: { event: 'invoke', op: 'acquire' } });

export default defineAssignment({
  id: 'coroutine/lock',
  title: { en: 'A lock for coroutines', zh: '协程锁' },
  world: 'coroutine',
  submission: {
    file: 'lock.ts',
    exports: { Lock: { kind: 'class', methods: ['acquire', 'release', 'runExclusive'] } },
  },
  checks: [
    {
      id: 'one-at-a-time',
      title: { en: 'One holder at a time', zh: '同一时刻只有一个持有者' },
      points: 20,
      visibility: 'public',
      scenario: 'trio',
      oracles: [inside, noErrors()],
      rationale: {
        en: 'Coroutines switch only where they await, and that is enough: what another one does during the await may undo what you have checked before it.',
        zh: '协程只在 await 处切换，但这已足够出错：await 期间别的协程所做的事，可能使你之前的检查作废。',
      },
      help: { en: 'Is the lock yours before or after the await?', zh: '锁是在 await 之前还是之后归你所有的？' },
    },
    {
      id: 'everyone-gets-in',
      title: { en: 'Every waiter gets in', zh: '每个等待者最终都能进入' },
      points: 10,
      visibility: 'public',
      requires: ['one-at-a-time'],
      scenario: 'trio',
      oracles: [progress()],
      rationale: {
        en: 'A promise that nobody resolves is a coroutine that never goes on; a loop that awaits nothing real lets no timer and no input through.',
        zh: '没有人兑现的 promise 意味着协程永远停住；只 await 空值的循环则让定时器和输入永远得不到机会。',
      },
      help: { en: 'Who resolves the promise of each waiter, and when?', zh: '每个等待者的 promise 由谁、在何时兑现？' },
    },
    {
      id: 'first-come',
      title: { en: 'First come, first served', zh: '先到先得' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'trio',
      oracles: [inOrder],
      rationale: {
        en: 'A queue that is served in another order starves somebody.',
        zh: '不按次序服务的队列会让某个等待者挨饿。',
      },
      help: { en: 'From which end do you take waiters?', zh: '你从队列的哪一端取出等待者？' },
    },
    {
      id: 'no-barging',
      title: { en: 'Nobody overtakes a waiter', zh: '后来者不得超越等待者' },
      points: 15,
      visibility: 'hidden',
      requires: ['everyone-gets-in'],
      scenario: 'comeback',
      oracles: [inside, inOrder, noErrors(), progress()],
      rationale: {
        en: 'Between resolving a promise and the waiter going on there is a gap of some microtasks. A lock that is free in that gap goes to whoever asks in it.',
        zh: '从兑现 promise 到等待者真正继续执行之间隔着若干微任务。如果锁在这段间隙里是空闲的，谁在此刻来要，就归谁。',
      },
      help: {
        en: 'Is the lock free at any moment of a release while somebody waits?',
        zh: '有人等待时，release 过程中锁是否有某个时刻是空闲的？',
      },
    },
    {
      id: 'free-release',
      title: { en: 'Releasing a free lock throws', zh: '释放空闲的锁会抛出错误' },
      points: 10,
      visibility: 'public',
      scenario: 'freeRelease',
      oracles: [noErrors(), progress()],
      rationale: {
        en: 'A release too many is a bug of the caller and must not pass in silence.',
        zh: '多余的 release 是调用者的错误，不能悄悄放过。',
      },
      help: {
        en: 'What tells a held lock from a free one, when nobody waits?',
        zh: '没有人等待时，如何区分锁被持有与空闲？',
      },
    },
    {
      id: 'run-exclusive',
      title: { en: 'runExclusive releases whatever happens', zh: 'runExclusive 无论如何都会释放' },
      points: 15,
      visibility: 'public',
      requires: ['one-at-a-time'],
      scenario: 'bodies',
      oracles: [inside, noErrors(), progress()],
      rationale: {
        en: 'One error in one body must not lock out everybody for ever.',
        zh: '某个函数体里的一次错误，不应把所有人永远锁在外面。',
      },
      help: {
        en: 'Is the lock still held while an asynchronous body runs, and given back when it throws?',
        zh: '异步函数体执行期间锁是否仍被持有？抛出错误时是否归还？',
      },
    },
    {
      id: 'abort',
      title: { en: 'An aborted waiter leaves no trace', zh: '被中止的等待者不留痕迹' },
      points: 10,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'aborted',
      oracles: [inside, noErrors(), progress()],
      rationale: {
        en: 'A lock that is handed to somebody who has gone is lost.',
        zh: '锁交给了已经离开的人，就丢失了。',
      },
      help: {
        en: 'What does the next release find in the queue? What does an abort do to somebody who holds the lock already?',
        zh: '下一次 release 会在队列里看到什么？对已经持有锁的协程，abort 应有什么作用？',
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
      rationale: { en: 'Who gives up waiting must not have to wait for that.', zh: '放弃等待本身不应再需要等待。' },
      help: {
        en: 'When do you look at the signal: before, during, or after the wait?',
        zh: '你在何时检查信号：等待之前、期间还是之后？',
      },
    },
    {
      id: 'nothing-lost',
      title: { en: 'Grant and abort at the same moment', zh: '授予与中止同时发生' },
      points: 5,
      visibility: 'hidden',
      requires: ['abort'],
      scenario: 'crossing',
      oracles: [inside, noErrors(), progress()],
      rationale: {
        en: 'Either may win, but the lock must end up with somebody.',
        zh: '谁先谁后都可以，但锁必须归属于某人。',
      },
      help: {
        en: 'The waiter was granted the lock and its acquire rejects all the same: who has the lock?',
        zh: '等待者已被授予锁，但它的 acquire 仍然拒绝：锁在谁手里？',
      },
    },
  ],
});
