import type { Program } from '../program.js';
import { dispositionPrograms } from './dispositions.js';
import { fileEdgePrograms } from './file-edges.js';
import { messageTypePrograms } from './message-types.js';
import { pipeEdgePrograms } from './pipe-edges.js';
import { socketEdgePrograms } from './socket-edges.js';
import { wrongDescriptorPrograms } from './wrong-descriptors.js';
import { memoryPrograms } from './memory.js';
import { pipePrograms } from './pipes.js';
import { processPrograms } from './processes.js';
import { queuePrograms } from './queues.js';
import { semaphorePrograms } from './semaphores.js';
import { signalPrograms } from './signals.js';
import { internetSocketPrograms } from './internet-sockets.js';
import { unixSocketPrograms } from './unix-sockets.js';
import { socketOptionPrograms } from './socket-options.js';

/** All conformance programs. Their places in this array are how a real process knows which to run. */
export const programs: readonly Program[] = [
  ...pipePrograms,
  ...queuePrograms,
  ...memoryPrograms,
  ...semaphorePrograms,
  ...signalPrograms,
  ...processPrograms,
  ...unixSocketPrograms,
  ...internetSocketPrograms,
  ...socketOptionPrograms,
  ...dispositionPrograms,
  ...fileEdgePrograms,
  ...messageTypePrograms,
  ...pipeEdgePrograms,
  ...socketEdgePrograms,
  ...wrongDescriptorPrograms,
];
