/** The same job by several processes, threads and coroutines, measured: what `interleave show concepts` demonstrates. */
import { spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';

export type Way = 'processes' | 'threads' | 'coroutines';
export type JobKind = 'computes' | 'waits';

/** A job in parts, with a pause for others after each: rounds of computing a part, or milliseconds of waiting. */
export interface Job {
  kind: JobKind;
  parts: number;
  size: number;
}

/** When a flow was at work on a part, in milliseconds since the measurement began. */
export interface Span {
  from: number;
  to: number;
}

export interface Measurement {
  way: Way;
  job: JobKind;
  flows: Span[][];
  /** Milliseconds from before the start of the flows until the last has ended. */
  total: number;
}

/** Runs `count` flows as coroutines of one thread. Everybody runs this text, so that the job is the same everywhere. */
const PROGRAM = `
const now = () => performance.timeOrigin + performance.now();
async function flow({ kind, parts, size }) {
  const spans = [];
  let value = 1;
  for (let part = 0; part < parts; part++) {
    const from = now();
    if (kind === 'computes') for (let i = 0; i < size; i++) value = (Math.imul(value, 31) + i) | 0;
    else await new Promise((done) => setTimeout(done, size));
    spans.push({ from, to: now(), value });
    await undefined;
  }
  return spans;
}
const run = (job, count) => Promise.all(Array.from({ length: count }, () => flow(job)));
`;
const IN_PROCESS = `${PROGRAM}
const [job, count] = JSON.parse(process.argv[1]);
run(job, count).then((flows) => process.stdout.write(JSON.stringify(flows)));
`;
const IN_THREAD = `${PROGRAM}
const { parentPort, workerData } = require('node:worker_threads');
run(...workerData).then((flows) => parentPort.postMessage(flows));
`;

function inProcess(job: Job, count: number): Promise<Span[][]> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['-e', IN_PROCESS, JSON.stringify([job, count])], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done(JSON.parse(text) as Span[][]);
      else failed(new Error(`a process of the demonstration ended with ${String(code)}`));
    });
  });
}

function inThread(job: Job): Promise<Span[][]> {
  return new Promise((done, failed) => {
    const worker = new Worker(IN_THREAD, { eval: true, workerData: [job, 1] });
    worker.on('message', (flows: Span[][]) => {
      done(flows);
    });
    worker.on('error', failed);
  });
}

/** Does the job `count` times over in that way and says when each flow was at work. */
export async function measure(way: Way, job: Job, count: number): Promise<Measurement> {
  const start = performance.timeOrigin + performance.now();
  const each = <T>(run: () => Promise<T[]>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, run)).then((parts) => parts.flat());
  const flows =
    way === 'processes'
      ? await each(() => inProcess(job, 1))
      : way === 'threads'
        ? await each(() => inThread(job))
        : await inProcess(job, count);
  const shifted = flows.map((spans) => spans.map(({ from, to }) => ({ from: from - start, to: to - start })));
  return { way, job: job.kind, flows: shifted, total: Math.max(...shifted.flat().map(({ to }) => to)) };
}
