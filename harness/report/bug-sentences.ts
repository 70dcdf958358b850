/** Title and first sentence of every page in `docs/bugs`; a test compares them with the pages. */
import type { BugClass } from './bug-class.js';

type Sentences = Readonly<Record<BugClass, { title: string; sentence: string }>>;

const en: Sentences = {
  'check-then-act': {
    title: 'Check, then act',
    sentence: 'A value is read and acted upon later, and in between another task has changed it.',
  },
  'lost-wakeup': {
    title: 'Lost wakeup',
    sentence:
      'A task sleeps for ever: the wake-up came after it had decided to sleep and before it slept, or nobody sent it one.',
  },
  'if-for-while': {
    title: '`if` instead of `while`',
    sentence: 'A task that wakes up goes on without looking again whether what it waited for is true.',
  },
  'notify-one-for-notify-all': {
    title: 'Notify one where all must wake',
    sentence: 'Several tasks sleep on one cell, only one is woken, and the others never hear of the change.',
  },
  'ab-ba': {
    title: 'AB-BA deadlock',
    sentence: 'Each task holds what the next one wants, because they take the same things in different orders.',
  },
  'not-released-on-error': {
    title: 'Not released on error',
    sentence: 'An error leaves the operation by a path that does not give back what had been taken.',
  },
  'unlocked-access': {
    title: 'Unlocked access',
    sentence: 'Shared memory is accessed without anything that orders the access with those of other tasks.',
  },
  'barrier-reused-too-early': {
    title: 'Barrier reused too early',
    sentence: 'A fast task enters the next round while a slow one has not left the last, and the rounds get mixed up.',
  },
  'busy-wait': {
    title: 'Busy waiting',
    sentence:
      'A task that has to wait keeps asking instead of sleeping, and takes the processor from those who could go on.',
  },
  'release-not-checked': {
    title: 'Release not checked',
    sentence: 'Releasing what nobody holds passes without an error and spoils the state for those who come later.',
  },
  'timeout-loses-permit': {
    title: 'Timeout loses a permit',
    sentence: 'A wake-up meant for one waiter reaches another one that is just giving up, and is lost with it.',
  },
  aba: {
    title: 'ABA',
    sentence: 'A compare-exchange finds the old value again and succeeds, although everything behind it has changed.',
  },
  'lock-around-everything': {
    title: 'A lock around everything',
    sentence:
      'The code is safe because it lets only one task in at a time, also where several must be able to go on together.',
  },
  'state-not-shared': {
    title: 'State not shared',
    sentence:
      'The state is kept in a field or a variable, of which every task has one of its own, and not in the shared memory.',
  },
  unclassified: {
    title: 'Not classified',
    sentence: 'The interleaving above breaks the contract; it fits none of the classical patterns for sure.',
  },
};

const zh: Sentences = {
  'check-then-act': {
    title: '先检查，后行动',
    sentence: '读取一个值，稍后才据此行动，而在两者之间另一个任务已经修改了它。',
  },
  'lost-wakeup': {
    title: '丢失唤醒',
    sentence: '任务永远睡眠：唤醒在它决定睡眠之后、真正睡下之前到来，或者根本没有人唤醒它。',
  },
  'if-for-while': {
    title: '用 `if` 代替了 `while`',
    sentence: '任务醒来之后没有再次检查所等待的条件是否成立，就继续执行。',
  },
  'notify-one-for-notify-all': {
    title: '应唤醒全部却只唤醒一个',
    sentence: '多个任务睡在同一个单元上，只有一个被唤醒，其余的永远不知道发生了变化。',
  },
  'ab-ba': {
    title: 'AB-BA 死锁',
    sentence: '每个任务都持有下一个任务想要的东西，因为它们以不同的顺序获取相同的资源。',
  },
  'not-released-on-error': {
    title: '出错时没有释放',
    sentence: '错误使操作从一条没有归还已取得资源的路径离开。',
  },
  'unlocked-access': {
    title: '未加保护的访问',
    sentence: '对共享内存的访问与其他任务的访问之间没有任何先后顺序的保证。',
  },
  'barrier-reused-too-early': {
    title: '屏障过早重用',
    sentence: '快的任务进入下一轮时，慢的任务还没有离开上一轮，两轮因此混在一起。',
  },
  'busy-wait': {
    title: '忙等待',
    sentence: '必须等待的任务不睡眠而是不停询问，占用了本可以继续执行的任务的处理器。',
  },
  'release-not-checked': {
    title: '释放时没有检查',
    sentence: '释放无人持有的东西却不报错，从而破坏了后来者所依赖的状态。',
  },
  'timeout-loses-permit': {
    title: '超时丢失许可',
    sentence: '本该给某个等待者的唤醒落到了正要放弃的另一个等待者身上，并随之丢失。',
  },
  aba: {
    title: 'ABA 问题',
    sentence: '比较并交换又看到了旧值因而成功，但它背后的一切都已改变。',
  },
  'lock-around-everything': {
    title: '用一把锁包住一切',
    sentence: '代码之所以安全，是因为一次只允许一个任务进入，即使是必须允许多个任务同时进行的地方。',
  },
  'state-not-shared': {
    title: '状态没有共享',
    sentence: '状态保存在字段或变量里，每个任务各有一份，而没有保存在共享内存中。',
  },
  unclassified: {
    title: '未归类',
    sentence: '上面的交错违反了约定；它不能确定地归入任何一种经典模式。',
  },
};

export const bugSentences: Readonly<Record<'en' | 'zh', Sentences>> = { en, zh };
