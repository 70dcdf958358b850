import { expect, test } from '@jest/globals';
import type { Conflict } from './history.js';
import { HistoryBuilder } from './history-builder.js';
import { raceFree } from './race-free.js';

const conflict = (task: number, access: 'read' | 'write', atomic: boolean): Conflict => ({
  task,
  site: task,
  access,
  atomic,
  cell: 'memory[2]',
});

test('raceFree accepts accesses that are not reported as a race', () => {
  const history = new HistoryBuilder('a', 'b').access(0, 'write', 'data[0]').access(1, 'write', 'data[0]').done();
  expect(raceFree().judge(history).verdict).toBe('ok');
});

test('raceFree names both accesses', () => {
  const history = new HistoryBuilder('a', 'b').race(conflict(0, 'write', true), conflict(1, 'read', false)).done();
  expect(raceFree().judge(history)).toMatchObject({
    kind: 'data-race',
    tasks: [0, 1],
    sites: [0, 1],
    message: {
      en: 'data race on memory[2]: a writes it atomically and b reads it plainly, with nothing that orders them',
      zh: 'memory[2] 上存在数据竞争：a 原子地写，与 b 普通地读，两者之间没有先后顺序',
    },
  });
});
