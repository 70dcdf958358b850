import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { errno } from '../posix/errno.js';
import { killRefusal } from './guarded-kill.js';

test('nobody outside of the run is reached', () => {
  expect(killRefusal(1, 0)).toEqual({ errno: errno.ESRCH });
  for (const group of [0, -1, -process.pid]) expect(killRefusal(group, 0)).toEqual({ errno: errno.EPERM });
  for (const wrapped of [2 ** 32 - 1, 2 ** 32 + process.pid, process.pid + 0.5, NaN, String(process.pid)])
    expect(killRefusal(wrapped, 0)).toEqual({ errno: errno.ESRCH });
});

test('a process of the same group is reached, one of another is not', async () => {
  const own = spawn('sleep', ['5']);
  const other = spawn('sleep', ['5'], { detached: true });
  try {
    expect(killRefusal(process.pid, 0)).toBeUndefined();
    expect(killRefusal(own.pid, 0)).toBeUndefined();
    expect(killRefusal(other.pid, 0)).toEqual({ errno: errno.ESRCH });
  } finally {
    await Promise.all(
      [own, other].map((child) => {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGKILL');
        return ended;
      }),
    );
  }
  expect(killRefusal(own.pid, 0)).toEqual({ errno: errno.ESRCH });
});

test('an unknown signal is named first', () => {
  expect(killRefusal(1, 65)).toEqual({ errno: errno.EINVAL });
});
