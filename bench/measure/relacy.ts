import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Both are where g++ looks by itself. */
const HEADERS = ['/usr/include/relacy', '/usr/local/include/relacy'];

/** The same program for Relacy: executions a second of its random scheduler, or why there is no such number. */
export function relacyRate(threads: number, rounds: number): number | string {
  if (!HEADERS.some((folder) => existsSync(folder))) return 'not installed (Debian: relacy-dev)';
  const folder = mkdtempSync(join(tmpdir(), 'interleave-relacy-'));
  try {
    const source = join(folder, 'counter.cpp');
    const program = join(folder, 'counter');
    writeFileSync(source, sourceOf(threads, rounds));
    // It defines the names of <atomic> itself, which a standard from C++11 on has already.
    const flags = ['-std=gnu++98', '-O2', '-w', '-fpermissive'];
    const built = spawnSync('g++', [...flags, source, '-o', program], { encoding: 'utf8' });
    if (built.error !== undefined) return 'there is no g++';
    if (built.status !== 0)
      return `does not compile here: ${built.stderr.split('\n').find((line) => line.includes('error')) ?? ''}`;
    const started = performance.now();
    const ran = spawnSync(program, [], { encoding: 'utf8' });
    if (ran.status !== 0) return `ended with ${String(ran.status)}`;
    return (ITERATIONS * 1000) / (performance.now() - started);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ITERATIONS = 500_000;

function sourceOf(threads: number, rounds: number): string {
  return `#include <relacy/relacy_std.hpp>
struct counter : rl::test_suite<counter, ${String(threads)}> {
  std::atomic<int> lock;
  rl::var<int> sum;
  void before() { lock($) = 0; sum($) = 0; }
  void thread(unsigned) {
    for (int round = 0; round < ${String(rounds)}; round++) {
      int free = 0;
      while (!lock($).compare_exchange_strong(free, 1)) free = 0;
      sum($) = sum($) + 1;
      lock($).store(0);
    }
  }
};
int main() {
  rl::test_params params;
  params.iteration_count = ${String(ITERATIONS)};
  params.search_type = rl::random_scheduler_type;
  return rl::simulate<counter>(params) ? 0 : 1;
}
`;
}
