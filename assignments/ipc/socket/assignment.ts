import { defineAssignment, noErrors, progress } from 'interleave';
import * as explained from './explanations.js';

/**
 * Few steps matter here (about 60), and what goes wrong shows early: enough for all executions with one preemption. Who waits
 * for a server that has died does so until the steps are used up.
 */
const budget = { executions: 300, steps: 500 };
const shown = { visibility: 'public', oracles: [noErrors(), progress()], budget } as const;
const hidden = { ...shown, visibility: 'hidden' } as const;

export default defineAssignment({
  id: 'ipc/socket',
  title: { en: 'A service on a Unix socket', zh: 'Unix 套接字上的服务' },
  world: 'process',
  submission: { file: 'socket.ts', exports: { server: { kind: 'function' }, client: { kind: 'function' } } },
  checks: [
    {
      id: 'asks',
      points: 10,
      ...shown,
      scenario: 'asksInTime',
      ...explained.asks,
    },
    {
      id: 'asks-early',
      points: 10,
      ...shown,
      requires: ['asks'],
      scenario: 'asksEarly',
      ...explained.asksEarly,
    },
    {
      id: 'replies-in-pieces',
      points: 10,
      ...shown,
      requires: ['asks'],
      scenario: 'repliesInPieces',
      ...explained.repliesInPieces,
    },
    {
      id: 'serves',
      points: 10,
      ...shown,
      scenario: 'serving',
      ...explained.serves,
    },
    {
      id: 'closes',
      points: 5,
      ...shown,
      requires: ['serves'],
      scenario: 'oneAfterTheOther',
      ...explained.closes,
    },
    {
      id: 'half-close',
      points: 10,
      ...shown,
      requires: ['serves'],
      scenario: 'halfClose',
      ...explained.halfClose,
    },
    {
      id: 'requests-in-pieces',
      points: 10,
      ...shown,
      requires: ['half-close'],
      scenario: 'inPieces',
      budget: { executions: 600, steps: 500 },
      ...explained.requestsInPieces,
    },
    {
      id: 'stale-path',
      points: 10,
      ...shown,
      requires: ['serves'],
      scenario: 'stalePath',
      ...explained.stalePath,
    },
    {
      id: 'nothing-left',
      points: 5,
      ...shown,
      requires: ['serves'],
      scenario: 'nothingLeft',
      ...explained.nothingLeft,
    },
    {
      id: 'slow-client',
      points: 10,
      ...shown,
      requires: ['closes', 'half-close'],
      scenario: 'slowClient',
      ...explained.slowClient,
    },
    {
      id: 'gone-client',
      points: 5,
      ...hidden,
      requires: ['closes', 'half-close'],
      scenario: 'goneClient',
      ...explained.goneClient,
    },
    {
      id: 'several',
      points: 5,
      ...hidden,
      requires: ['asks-early', 'closes', 'half-close'],
      scenario: 'several',
      ...explained.several,
    },
  ],
});
