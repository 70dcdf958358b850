import { defineAssignment, apart, exclusive, noBusyWait, progress, raceFree } from 'interleave';
import * as explained from './explanations.js';

const READING = 'reading';
const WRITING = 'writing';

export default defineAssignment({
  id: 'thread/rwlock',
  title: { en: 'A lock for readers and writers', zh: '读写锁' },
  world: 'thread',
  submission: {
    file: 'rwlock.ts',
    exports: {
      RwLock: {
        kind: 'class',
        statics: ['cells'],
        methods: ['acquireRead', 'releaseRead', 'acquireWrite', 'releaseWrite'],
      },
    },
  },
  checks: [
    {
      id: 'one-writer',
      points: 15,
      visibility: 'public',
      scenario: 'pair',
      oracles: [exclusive(WRITING)],
      ...explained.oneWriter,
    },
    {
      id: 'writer-and-readers',
      points: 15,
      visibility: 'public',
      scenario: 'readAndWrite',
      oracles: [apart(READING, WRITING)],
      ...explained.writerAndReaders,
    },
    {
      id: 'everyone-gets-in',
      points: 15,
      visibility: 'public',
      requires: ['one-writer'],
      scenario: 'pair',
      oracles: [progress()],
      ...explained.everyoneGetsIn,
    },
    {
      id: 'readers-leave',
      points: 10,
      visibility: 'public',
      scenario: 'readAndWrite',
      oracles: [progress()],
      ...explained.readersLeave,
    },
    {
      id: 'readers-share',
      points: 15,
      visibility: 'public',
      scenario: 'sharing',
      oracles: [progress()],
      ...explained.readersShare,
    },
    {
      id: 'no-busy-wait',
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in'],
      scenario: 'pair',
      oracles: [noBusyWait()],
      ...explained.noBusyWait,
    },
    {
      id: 'writer-first',
      points: 10,
      visibility: 'public',
      requires: ['no-busy-wait', 'writer-and-readers', 'readers-leave', 'readers-share'],
      scenario: 'queue',
      oracles: [progress()],
      ...explained.writerFirst,
    },
    {
      id: 'every-writer-first',
      points: 5,
      visibility: 'hidden',
      requires: ['one-writer', 'everyone-gets-in', 'writer-first'],
      scenario: 'twoWriters',
      budget: { executions: 4_000 },
      oracles: [progress()],
      ...explained.everyWriterFirst,
    },
    {
      id: 'three-threads',
      points: 5,
      visibility: 'hidden',
      requires: ['everyone-gets-in', 'writer-and-readers', 'readers-leave'],
      scenario: 'trio',
      budget: { executions: 4_000 },
      oracles: [exclusive(WRITING), apart(READING, WRITING), progress()],
      ...explained.threeThreads,
    },
    {
      id: 'no-data-race',
      points: 5,
      visibility: 'public',
      requires: ['everyone-gets-in', 'writer-and-readers', 'readers-leave'],
      scenario: 'message',
      oracles: [raceFree()],
      ...explained.noDataRace,
    },
  ],
});
