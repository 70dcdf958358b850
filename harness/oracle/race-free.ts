import type { Conflict, History } from './history.js';
import { OK, type Oracle, type Text } from './oracle.js';
import { taskName } from './task-name.js';

/** No two accesses to one cell, one of them a write and one of them plain, are without an order between them. */
export function raceFree(): Oracle {
  return {
    name: 'raceFree()',
    kinds: ['data-race'],
    judge(history) {
      for (const event of history.events) {
        if (event.type !== 'race') continue;
        const { first, second } = event;
        const one = describe(history, first);
        const other = describe(history, second);
        return {
          verdict: 'violated',
          kind: 'data-race',
          message: {
            en: `data race on ${second.cell}: ${one.en} and ${other.en}, with nothing that orders them`,
            zh: `${second.cell} 上存在数据竞争：${one.zh}，与 ${other.zh}，两者之间没有先后顺序`,
          },
          tasks: [first.task, second.task],
          sites: [...new Set([first.site, second.site])],
          witness: { type: 'conflict', first, second },
        };
      }
      return OK;
    },
  };
}

function describe(history: History, { task, access, atomic }: Conflict): Text {
  const name = taskName(history, task);
  return {
    en: `${name.en} ${access === 'read' ? 'reads' : 'writes'} it${atomic ? ' atomically' : ' plainly'}`,
    zh: `${name.zh} ${atomic ? '原子地' : '普通地'}${access === 'read' ? '读' : '写'}`,
  };
}
