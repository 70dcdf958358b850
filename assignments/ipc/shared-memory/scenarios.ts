/** What the checks of `ipc/shared-memory` do with a submission: one ledger, tellers and auditors. */
import { call, check, processes } from 'interleave/scenario';
import { SIGBUS, SIGSEGV, spawn, waitpid, WIFSIGNALED, WTERMSIG } from 'posix';
import { auditor, create, remove, teller } from './starter/shared-memory.js';

type Transfer = readonly [from: number, to: number, amount: number];

const NAME = '/ledger';
const ANOTHER = '/another';
const left = { leaves: ['semaphores', 'sharedMemory', 'paths', 'queues'] } as const;

/** Carries these out, of which so many are covered. */
function transfers(name: string, list: readonly Transfer[], covered: number = list.length): void {
  const done = call('teller', [list.map((one) => [...one])], () => teller(name, list));
  check(done === covered, `teller carried out ${String(covered)} transfers and returned ${String(done)}`);
}

function audit(name = NAME): number[] {
  return [...call('auditor', [], () => auditor(name))];
}

function same(balances: readonly number[], expected: readonly number[]): void {
  const right = balances.length === expected.length && balances.every((balance, at) => balance === expected[at]);
  check(right, `the balances must be ${expected.join(', ')} and are ${balances.join(', ')}`);
}

/** However transfers and audits alternate, no money comes or goes. */
function total(balances: readonly number[], accounts: number, expected: number): void {
  const sum = balances.reduce((a, b) => a + b, 0);
  const shown = balances.join(', ');
  check(balances.length === accounts, `the ledger has ${String(accounts)} accounts, and the auditor sees ${shown}`);
  check(sum === expected, `the total is ${String(expected)}, and the auditor sees ${shown}`);
}

/** Runs these roles at the same time. False where one has failed, which has been told by then. */
function run(...roles: readonly string[]): boolean {
  const pids = roles.map((role) => spawn(role));
  const statuses = pids.map((pid) => waitpid(pid).status);
  const faults = [SIGBUS, SIGSEGV];
  const killed = statuses.filter((status) => WIFSIGNALED(status) && !faults.includes(WTERMSIG(status)));
  check(killed.length === 0, 'a role was ended by a signal');
  return statuses.every((status) => status === 0);
}

/** Each step by itself, in processes one after the other. */
export const alone = processes({
  roles: {
    main: () => {
      if (run('creating') && run('telling')) same(audit(), [3, 6, 4]);
      remove(NAME);
    },
    creating: () => {
      create(NAME, [5, 0, 8]);
    },
    telling: () => {
      transfers(
        NAME,
        [
          [0, 1, 2],
          [2, 1, 4],
          [0, 2, 4],
          [1, 1, 6],
          [1, 1, 7],
          [2, 0, 0],
        ],
        4,
      );
    },
  },
  ...left,
});

export const several = processes({
  roles: {
    main: () => {
      create(NAME, [10, 10]);
      if (run('first', 'second')) same(audit(), [8, 12]);
      remove(NAME);
    },
    first: () => {
      transfers(NAME, [
        [0, 1, 4],
        [0, 1, 1],
      ]);
    },
    second: () => {
      transfers(NAME, [[1, 0, 3]]);
    },
  },
  ...left,
});

export const audited = processes({
  roles: {
    main: () => {
      create(NAME, [5, 5, 5]);
      if (run('telling', 'auditing')) same(audit(), [2, 6, 7]);
      remove(NAME);
    },
    telling: () => {
      transfers(NAME, [
        [0, 2, 3],
        [2, 1, 1],
      ]);
    },
    auditing: () => {
      total(audit(), 3, 15);
    },
  },
  ...left,
});

/** The balance covers one of two withdrawals. */
export const overdrawn = processes({
  roles: {
    main: () => {
      create(NAME, [5, 0, 0]);
      if (!run('first', 'second')) return;
      const [rest, one = 0, other = 0] = audit();
      check(rest === 1 && one + other === 4, `of 5, two withdraw 4 each: ${[rest, one, other].join(', ')}`);
      remove(NAME);
    },
    first: () => {
      call('teller', [[0, 1, 4]], () => teller(NAME, [[0, 1, 4]]));
    },
    second: () => {
      call('teller', [[0, 2, 4]], () => teller(NAME, [[0, 2, 4]]));
    },
  },
  ...left,
});

/** Nobody knows whether the ledger is there yet. */
export const early = processes({
  roles: {
    main: () => {
      if (run('creating', 'telling') && run('creatingAnother', 'auditing')) same(audit(), [4, 7]);
      remove(NAME);
      remove(ANOTHER);
    },
    creating: () => {
      create(NAME, [5, 6]);
    },
    telling: () => {
      transfers(NAME, [[0, 1, 1]]);
    },
    creatingAnother: () => {
      create(ANOTHER, [7, 8, 9]);
    },
    auditing: () => {
      same(audit(ANOTHER), [7, 8, 9]);
    },
  },
  ...left,
});

export const clean = processes({
  roles: {
    main: () => {
      if (run('creating') && run('telling')) remove(NAME);
    },
    creating: () => {
      create(NAME, [5, 6]);
    },
    telling: () => {
      transfers(NAME, [[0, 1, 1]]);
    },
  },
});

/** One ledger is removed while the other is used. */
export const twoLedgers = processes({
  roles: {
    main: () => {
      create(NAME, [5, 6]);
      create(ANOTHER, [10, 10]);
      if (run('removing', 'first', 'second')) same(audit(ANOTHER), [9, 11]);
      remove(ANOTHER);
    },
    removing: () => {
      remove(NAME);
    },
    first: () => {
      transfers(ANOTHER, [[0, 1, 4]]);
    },
    second: () => {
      transfers(ANOTHER, [[1, 0, 3]]);
    },
  },
  ...left,
});
