/**
 * Executions a second of the process world, on one core: a request and its answer between two processes through two pipes.
 * And what a call of `posix` costs beside the system call that it makes. Processor time, best of five.
 */
import { cpus } from 'node:os';
import { BoundedSearch } from '../harness/explore/bounded-search.js';
import { Dpor } from '../harness/explore/dpor.js';
import { RandomWalk } from '../harness/explore/random-walk.js';
import type { Strategy } from '../harness/explore/strategy.js';
import { pipeExchange } from './measure/pipe-exchange.js';
import { callCosts } from './measure/system-call.js';

const EXECUTIONS = Number(process.env['EXECUTIONS'] ?? 20_000);

const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Executions and steps a second. A strategy that has come to its end begins anew. */
function rate(make: () => Strategy): { executions: number; steps: number } {
  const runner = pipeExchange();
  let best = { executions: 0, steps: 0 };
  for (let round = 0; round < 5; round += 1) {
    let strategy = make();
    let steps = 0;
    const started = seconds();
    for (let done = 0; done < EXECUTIONS; done += 1) {
      while (!strategy.begin()) strategy = make();
      steps += runner.run(strategy).steps;
    }
    const took = seconds() - started;
    if (EXECUTIONS / took > best.executions) best = { executions: EXECUTIONS / took, steps: steps / took };
  }
  return best;
}

const round = (value: number): string => Math.round(value).toLocaleString('en');
console.log(`process: node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log('two processes, a request and an answer through pipes: executions/s, steps/s');
const strategies: [string, () => Strategy][] = [
  ['random walk', () => new RandomWalk(1)],
  ['bounded search', () => new BoundedSearch(2)],
  ['reduction', () => new Dpor()],
];
for (const [name, make] of strategies) {
  const { executions, steps } = rate(make);
  console.log(`  ${name.padEnd(16)}${round(executions).padStart(10)}${round(steps).padStart(12)}`);
}
console.log('nanoseconds a call, on the real kernel: bare in C, by koffi alone, by posix');
for (const { name, bare, koffi, posix } of await callCosts()) {
  const c = bare === undefined ? 'no cc' : round(bare);
  console.log(`  ${name.padEnd(16)}${c.padStart(10)}${round(koffi).padStart(10)}${round(posix).padStart(10)}`);
}
