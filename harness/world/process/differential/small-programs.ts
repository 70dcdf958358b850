import fc from 'fast-check';
import { compile } from '../../../submission/compile.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from '../prepare-posix.js';
import { ProcessRunner } from '../virtual/runner.js';

/**
 * Small programs of `main` and one or two children over one family of calls, as text: `setup` runs before the children
 * exist, and each body is a few statements in which `seen` puts what the process learns into the history.
 */
export interface SmallProgram {
  family: string;
  setup: string;
  /** What the children get, as an argument list. */
  shares: string;
  bodies: readonly (readonly string[])[];
  options: string;
}

interface Family {
  setup: string;
  shares: string;
  /** What each body begins with: its own handles. */
  begins: string;
  statements: readonly string[];
  options?: readonly string[];
}

const SHM = `const fd = shm_open('/m', O_CREAT | O_RDWR, 0o600); ftruncate(fd, 4096);`;
const OWN = `const at = shm_open('/m', O_RDWR); const memory = new Int32Array(mmap(64, PROT_READ | PROT_WRITE, MAP_SHARED, at));`;

/** One family of calls each. What may fail is caught and seen: `tried` in the program's text. */
const alive: Readonly<Record<string, Family>> = {
  pipe: {
    setup: `const [r, w] = pipe();`,
    shares: '[r, w]',
    begins: '',
    statements: [
      `tried(() => read(r, 1))`,
      `tried(() => read(r, 4))`,
      `tried(() => write(w, 'a'))`,
      `tried(() => write(w, 'bcd'))`,
      `tried(() => close(w))`,
      `tried(() => close(r))`,
      `tried(() => poll([{ fd: r, events: POLLIN }], 0))`,
    ],
    options: ['', '', 'faults: { short: 1 },', 'faults: { short: 2 },'],
  },
  smallPipe: {
    setup: `const [r, w] = pipe();`,
    shares: '[r, w]',
    begins: `const big = 'x'.repeat(3000);`,
    statements: [
      `tried(() => read(r, 3000).length)`,
      `tried(() => read(r, 5000).length)`,
      `tried(() => write(w, big))`,
      `tried(() => write(w, big + big))`,
      `tried(() => close(w))`,
    ],
    options: ['limits: { pipe: 4096 },'],
  },
  queue: {
    setup: `const q = msgget(7, IPC_CREAT | 0o600);`,
    shares: '[q]',
    begins: '',
    statements: [
      `tried(() => msgsnd(q, 1, 'a'))`,
      `tried(() => msgsnd(q, 2, 'bb'))`,
      `tried(() => msgrcv(q, 8))`,
      `tried(() => msgrcv(q, 8, 2))`,
      `tried(() => msgrcv(q, 8, -2))`,
      `tried(() => msgrcv(q, 8, 0, IPC_NOWAIT))`,
      `tried(() => msgctl(q, IPC_RMID).qnum)`,
      `tried(() => msgget(7, 0))`,
    ],
    options: ['', 'limits: { queue: 2 },'],
  },
  semaphore: {
    setup: `const s = sem_open('/s', O_CREAT, 0o600, 1);`,
    shares: '[]',
    begins: `const mine = sem_open('/s', 0);`,
    statements: [
      `tried(() => sem_wait(mine))`,
      `tried(() => sem_post(mine))`,
      `tried(() => sem_trywait(mine))`,
      `tried(() => sem_timedwait(mine, 5))`,
      `tried(() => sem_getvalue(mine))`,
      `tried(() => sem_unlink('/s'))`,
    ],
  },
  memory: {
    setup: SHM,
    shares: '[]',
    begins: OWN,
    statements: [
      `seen(Atomics.load(memory, 0))`,
      `Atomics.store(memory, 0, me)`,
      `seen(Atomics.add(memory, 1, me))`,
      `seen(Atomics.compareExchange(memory, 0, 0, me))`,
      `seen(memory[1])`,
      `memory[0] = 7`,
      `tried(() => read(at, 4))`,
      `tried(() => write(at, 'abcd'))`,
      `tried(() => ftruncate(at, 0))`,
    ],
  },
  unnamed: {
    setup: SHM,
    shares: '[]',
    begins: OWN,
    statements: [
      `tried(() => sem_init(memory.buffer, 32, 1))`,
      `tried(() => sem_post(sem_at(memory.buffer, 32)))`,
      `tried(() => sem_wait(sem_at(memory.buffer, 32)))`,
      `seen(Atomics.add(memory, 0, 1))`,
    ],
  },
  signal: {
    setup: `sigaction(SIGUSR1, () => seen('main')); const me0 = getpid();`,
    shares: '[me0]',
    begins: `const own = getpid();`,
    statements: [
      `tried(() => kill(other, SIGUSR1))`,
      `tried(() => kill(getpid(), SIGUSR1))`,
      `tried(() => sigaction(SIGUSR1, (n) => seen('got')))`,
      `tried(() => sigaction(SIGUSR1, SIG_IGN))`,
      `tried(() => sigprocmask(SIG_BLOCK, [SIGUSR1]))`,
      `tried(() => sigprocmask(SIG_SETMASK, []))`,
      `tried(() => sigpending())`,
      `tried(() => sigsuspend([]))`,
      `tried(() => sigwait([SIGUSR1]))`,
      `tried(() => getppid() > 1)`,
    ],
  },
  interrupt: {
    setup: `const [r, w] = pipe(); sigaction(SIGUSR1, () => seen('handled'), { flags: SA_RESTART }); const me0 = getpid();`,
    shares: '[me0, r, w]',
    begins: '',
    statements: [
      `tried(() => kill(other, SIGUSR1))`,
      `tried(() => read(r, 1))`,
      `tried(() => write(w, 'a'))`,
      `tried(() => sigaction(SIGUSR1, () => seen('now')))`,
      `tried(() => alarm(1))`,
      `tried(() => sigaction(SIGALRM, () => seen('alarm')))`,
      `tried(() => sleep(1))`,
    ],
  },
  ends: {
    setup: `sigaction(SIGCHLD, () => seen('child')); const me0 = getpid();`,
    shares: '[me0]',
    begins: '',
    statements: [
      `tried(() => exit(3))`,
      `tried(() => waitpid(-1))`,
      `tried(() => waitpid(-1, WNOHANG).pid)`,
      `tried(() => sigaction(SIGCHLD, SIG_DFL))`,
      `tried(() => sigaction(SIGCHLD, SIG_IGN))`,
      `tried(() => getppid())`,
      `tried(() => kill(me0, 0))`,
      `tried(() => kill(other, SIGTERM))`,
    ],
    options: ['', 'limits: { reusePids: true },'],
  },
  stream: {
    setup: `const [a, b] = socketpair(AF_UNIX, SOCK_STREAM);`,
    shares: '[a, b]',
    begins: '',
    statements: [
      `tried(() => send(a, 'x'))`,
      `tried(() => recv(b, 4))`,
      `tried(() => recv(b, 4, MSG_DONTWAIT))`,
      `tried(() => close(a))`,
      `tried(() => close(b))`,
      `tried(() => shutdown(a, SHUT_WR))`,
      `tried(() => poll([{ fd: b, events: POLLIN }], 0))`,
    ],
  },
  listen: {
    setup: `const l = socket(AF_UNIX, SOCK_STREAM);`,
    shares: '[l]',
    begins: '',
    statements: [
      `tried(() => bind(l, { path: '/tmp/s' }))`,
      `tried(() => listen(l, 1))`,
      `tried(() => connect(socket(AF_UNIX, SOCK_STREAM), { path: '/tmp/s' }))`,
      `tried(() => { const c = socket(AF_UNIX, SOCK_STREAM); connect(c, { path: '/tmp/s' }); send(c, 'hi'); })`,
      `tried(() => recv(accept(l), 2))`,
      `tried(() => close(l))`,
      `tried(() => unlink('/tmp/s'))`,
    ],
  },
  datagram: {
    setup: `const u = socket(AF_INET, SOCK_DGRAM); bind(u, { port: 5000 });`,
    shares: '[u]',
    begins: `const mine = socket(AF_INET, SOCK_DGRAM);`,
    statements: [
      `tried(() => sendto(mine, 'a' + me, 0, { port: 5000 }))`,
      `tried(() => recvfrom(u, 9).data)`,
      `tried(() => recvfrom(u, 9, MSG_DONTWAIT).data)`,
      `tried(() => setsockopt(u, SOL_SOCKET, SO_RCVTIMEO, 5))`,
      `tried(() => close(u))`,
    ],
    options: ['', 'faults: { lose: 1 },', 'faults: { reorder: 1, duplicate: 1 },'],
  },
  file: {
    setup: `const f = open('/tmp/f', O_CREAT | O_RDWR, 0o600);`,
    shares: '[f]',
    begins: `const mine = open('/tmp/f', O_RDWR);`,
    statements: [
      `tried(() => write(f, 'a' + me))`,
      `tried(() => write(mine, 'b'))`,
      `tried(() => read(mine, 2))`,
      `tried(() => lseek(f, 0, SEEK_SET))`,
      `tried(() => fstat(f).size)`,
      `tried(() => flock(mine, LOCK_EX))`,
      `tried(() => flock(mine, LOCK_SH | LOCK_NB))`,
      `tried(() => flock(f, LOCK_UN))`,
      `tried(() => close(mine))`,
      `tried(() => ftruncate(mine, 1))`,
    ],
  },
  words: {
    setup: `const s = sem_open('/s', O_CREAT, 0o600, 0); const [r, w] = pipe();`,
    shares: '[r, w]',
    begins: `const mine = sem_open('/s', 0);`,
    statements: [
      `asleep(1)`,
      `asleep(0)`,
      `opens('one')`,
      `pass('one')`,
      `tried(() => sem_wait(mine))`,
      `tried(() => sem_post(mine))`,
      `tried(() => read(r, 1))`,
      `tried(() => write(w, 'a'))`,
    ],
  },
  naps: {
    setup: `const s = sem_open('/s', O_CREAT, 0o600, 0); const [r, w] = pipe();`,
    shares: '[r, w]',
    begins: `const mine = sem_open('/s', 0);`,
    statements: [
      `tried(() => poll([{ fd: r, events: POLLIN }], 5))`,
      `tried(() => poll([], 5))`,
      `tried(() => sem_timedwait(mine, 5))`,
      `tried(() => sem_post(mine))`,
      `tried(() => read(r, 1))`,
      `tried(() => write(w, 'a'))`,
      `tried(() => sleep(1))`,
    ],
  },
  names: {
    setup: '',
    shares: '[]',
    begins: '',
    statements: [
      `tried(() => pipe())`,
      `tried(() => shm_open('/n', O_CREAT | O_EXCL | O_RDWR, 0o600))`,
      `tried(() => shm_unlink('/n'))`,
      `tried(() => msgget(3, IPC_CREAT | IPC_EXCL))`,
      `tried(() => msgget(IPC_PRIVATE, 0))`,
      `tried(() => open('/tmp/n', O_CREAT | O_EXCL | O_RDWR, 0o600))`,
      `tried(() => bind(socket(AF_INET, SOCK_STREAM), { port: 0 }))`,
      `tried(() => spawn('idle'))`,
    ],
    options: ['', 'faults: { fail: 1 },'],
  },
};

const KILLS = [
  `kills: { atMost: 1, roles: ['child0'] },`,
  `kills: { atMost: 1, roles: ['child0', 'child1'] },`,
  `kills: { atMost: 2, roles: ['child0', 'child1'] },`,
];

/** The same, and one or two of the children may be killed at any step. */
const killed = ['pipe', 'queue', 'semaphore', 'memory', 'interrupt', 'ends', 'stream', 'file', 'words'].map(
  (name): [string, Family] => {
    const family = alive[name] as Family;
    const options = (family.options ?? ['']).flatMap((option) => KILLS.map((kills) => `${option} ${kills}`));
    return [`${name}Killed`, { ...family, options }];
  },
);

export const families: Readonly<Record<string, Family>> = { ...alive, ...Object.fromEntries(killed) };

function programs(family: string): fc.Arbitrary<SmallProgram> {
  const { setup, shares, begins, statements, options } = families[family] as Family;
  const statement = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...statements) },
    { weight: 1, arbitrary: fc.constantFrom(...statements).map((text) => `call('op', [], () => { ${text}; })`) },
  );
  const body = (most: number): fc.Arbitrary<string[]> =>
    fc.array(statement, { minLength: 1, maxLength: most }).map((list) => (begins === '' ? list : [begins, ...list]));
  return fc
    .tuple(
      fc.oneof(
        { weight: 2, arbitrary: fc.tuple(body(3), body(3)) },
        { weight: 1, arbitrary: fc.tuple(body(1), body(2), body(1)) },
      ),
      fc.constantFrom(...(options ?? [''])),
    )
    .map(([bodies, option]) => ({ family, setup, shares, bodies, options: option }));
}

export const smallProgram = (family: string): fc.Arbitrary<SmallProgram> => programs(family);

const IMPORTS = `accept, alarm, bind, close, connect, exit, flock, fstat, ftruncate, getpid, getppid, kill, listen, lseek, mmap,
  msgctl, msgget, msgrcv, msgsnd, open, pipe, poll, read, recv, recvfrom, send, sendto, sem_at, sem_getvalue, sem_init, sem_open,
  sem_post, sem_timedwait, sem_trywait, sem_unlink, sem_wait, shm_open, shm_unlink, shutdown, sigaction, sigpending,
  sigprocmask, sigsuspend, sigwait, sleep, socket, socketpair, spawn, unlink, waitpid, write, AF_INET, AF_UNIX, IPC_CREAT,
  IPC_EXCL, IPC_NOWAIT, IPC_PRIVATE, IPC_RMID, LOCK_EX, LOCK_NB, LOCK_SH, LOCK_UN, MAP_SHARED, MSG_DONTWAIT, O_CREAT,
  O_EXCL, O_RDWR, POLLIN, PROT_READ, PROT_WRITE, SA_RESTART, SEEK_SET, SHUT_WR, SIGALRM, SIGCHLD, SIGTERM, SIGUSR1,
  SIG_BLOCK, SO_RCVTIMEO, SOL_SOCKET, setsockopt, SIG_DFL, SIG_IGN, SIG_SETMASK, SOCK_DGRAM, SOCK_STREAM, WNOHANG`;

/** `main` waits for nobody, unless its body does. */
export function textOf({ setup, shares, bodies, options }: SmallProgram): string {
  const names = shares.slice(1, -1);
  const args = ['other', ...(names === '' ? [] : [names])].join(', ');
  const children = bodies.slice(1);
  const roles = children.map(
    (body, i) => `child${String(i)}: (${args}) => { const me = ${String(i + 2)}; ${body.join('; ')}; },`,
  );
  const spawns = children.map(
    (_, i) => `pids.push(spawn('child${String(i)}', [pids.length === 0 ? getpid() : pids[0], ...${shares}]));`,
  );
  return `import { asleep, call, mark, open as opens, pass } from 'interleave/scenario';
import { ${IMPORTS} } from 'posix';
const seen = (value) => mark('seen', value);
const tried = (body) => {
  let value;
  try {
    value = body();
  } catch (error) {
    value = error.code;
  }
  seen(typeof value === 'object' ? JSON.stringify(value) : value);
};
export const small = {
  roles: {
    main: () => {
      const me = 1; const pids = [];
      ${setup}
      ${spawns.join('\n      ')}
      const other = pids[0];
      ${(bodies[0] as readonly string[]).join(';\n      ')};
    },
    ${roles.join('\n    ')}
    idle: () => {},
  },
  ${options}
};
`;
}

export const MAX_STEPS = 60;

/** @param ignoresOperations see `ProcessRunnerOptions` */
export function runnerOf(program: SmallProgram, ignoresOperations = false): ProcessRunner {
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', 'export const nothing = 0;']])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'small', file: 'scenarios.ts', source: preparePosixScenario(textOf(program)) },
  });
  if (compiled.kind === 'problem') throw new Error(`${compiled.problem.message}\n${textOf(program)}`);
  return new ProcessRunner({
    program: compiled.program,
    scenario: 'small',
    maxSteps: MAX_STEPS,
    ignoresOperations,
    context: bareContext,
    prelude: '(function(rt,globals){return {install(){}}})',
  });
}
