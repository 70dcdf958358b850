import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../assignment/define.js';
import { renderMarkdown } from '../assignment/markdown.js';
import { packageRoot } from '../assignment/package-root.js';
import { styleFor } from '../report/style.js';
import { exitCode } from './exit.js';
import { type Job, type JobKind, measure, type Measurement, type Way } from './flows.js';

const FLOWS = 4;
const WIDTH = 48;
const JOBS: readonly Job[] = [
  { kind: 'computes', parts: 4, size: 10_000_000 },
  { kind: 'waits', parts: 1, size: 150 },
];
const WAYS: readonly Way[] = ['processes', 'threads', 'coroutines'];

const words: Record<Language, Record<Way | JobKind | 'cores', string>> = {
  en: {
    processes: 'processes',
    threads: 'threads',
    coroutines: 'coroutines',
    computes: `${String(FLOWS)} jobs that compute`,
    waits: `${String(FLOWS)} jobs that wait`,
    cores: 'cores here',
  },
  zh: {
    processes: '进程',
    threads: '线程',
    coroutines: '协程',
    computes: `${String(FLOWS)} 件计算的工作`,
    waits: `${String(FLOWS)} 件等待的工作`,
    cores: '本机核心数',
  },
};

/** One row a flow, `width` columns for `scale` milliseconds: full where it computes, light where it waits. */
export function picture({ flows, job }: Measurement, scale: number, width: number): string[] {
  const mark = job === 'computes' ? '█' : '░';
  return flows.map((spans) => {
    const row = Array.from({ length: width }, () => ' ');
    for (const { from, to } of spans) {
      const first = Math.min(width - 1, Math.max(0, Math.floor((from / scale) * width)));
      const last = Math.min(width, Math.max(first + 1, Math.round((to / scale) * width)));
      row.fill(mark, first, last);
    }
    return `│${row.join('')}│`;
  });
}

/** `interleave show concepts`: the page, and the measurements that it speaks of. */
export async function concepts(lang: Language, jobs: readonly Job[] = JOBS): Promise<number> {
  const style = styleFor(process.stdout);
  const say = words[lang];
  console.log(renderMarkdown(readFileSync(join(packageRoot(), 'docs', 'concepts', `${lang}.md`), 'utf8'), style));
  console.log(`\n${say.cores}: ${String(availableParallelism())}`);
  for (const job of jobs) {
    console.log(`\n${style('bold', say[job.kind])}`);
    const done: Measurement[] = [];
    for (const way of WAYS) {
      if (process.stderr.isTTY) process.stderr.write(`${say[way]} …\r`);
      done.push(await measure(way, job, FLOWS));
    }
    const scale = Math.max(...done.map(({ total }) => total));
    for (const measurement of done) {
      console.log(`${say[measurement.way]}: ${measurement.total.toFixed(0)} ms`);
      for (const row of picture(measurement, scale, WIDTH)) console.log(`  ${row}`);
    }
  }
  return exitCode.ok;
}
