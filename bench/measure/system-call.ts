import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libc } from '../../harness/world/process/linux/libc.js';
import { LinuxHost } from '../../harness/world/process/linux/linux-host.js';
import { LinuxProcess } from '../../harness/world/process/linux/linux-process.js';
import { close, getpid, O_WRONLY, open, write } from '../../harness/world/process/posix.js';
import { install } from '../../harness/world/process/posix/host.js';

/** Nanoseconds a call. */
export interface CallCost {
  name: string;
  /** In a loop in C; undefined where nothing compiles C. */
  bare: number | undefined;
  /** The C function called from JavaScript, with the arguments ready. */
  koffi: number;
  /** The function of `posix`: arguments made ready, signals looked at, errors made exceptions. */
  posix: number;
}

const CALLS = 200_000;

function nanoseconds(call: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const started = process.hrtime.bigint();
    for (let i = 0; i < CALLS; i += 1) call();
    best = Math.min(best, Number(process.hrtime.bigint() - started) / CALLS);
  }
  return best;
}

const SOURCE = `#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }
int main(void) {
  int fd = open("/dev/null", O_WRONLY);
  double best[2] = { 1e18, 1e18 };
  for (int round = 0; round < 5; round++) {
    double a = now();
    for (int i = 0; i < ${String(CALLS)}; i++) syscall(SYS_getpid);
    double b = now();
    for (int i = 0; i < ${String(CALLS)}; i++) if (write(fd, "x", 1) != 1) return 1;
    double c = now();
    if (b - a < best[0]) best[0] = b - a;
    if (c - b < best[1]) best[1] = c - b;
  }
  printf("%f %f", best[0] / ${String(CALLS)}, best[1] / ${String(CALLS)});
  return 0;
}
`;

/** What getpid and a write of one byte to nowhere cost in C; empty where there is no compiler. */
function bareCosts(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-call-'));
  try {
    const source = join(folder, 'calls.c');
    const program = join(folder, 'calls');
    writeFileSync(source, SOURCE);
    if (spawnSync('cc', ['-O2', source, '-o', program]).status !== 0) return [];
    return spawnSync(program, { encoding: 'utf8' }).stdout.split(' ').map(Number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Calls that wait for nothing. */
export async function callCosts(): Promise<CallCost[]> {
  const nobody = { node: process.execPath, args: [], environment: [] };
  install(new LinuxHost(await LinuxProcess.start(nobody, { blocked: [], ignored: [] })));
  const [bareGetpid, bareWrite] = bareCosts();
  const fd = open('/dev/null', O_WRONLY);
  const byte = Uint8Array.of(120);
  const costs = [
    { name: 'getpid', bare: bareGetpid, koffi: nanoseconds(() => libc.getpid()), posix: nanoseconds(getpid) },
    {
      name: 'write, one byte',
      bare: bareWrite,
      koffi: nanoseconds(() => libc.write(fd, byte, 1)),
      posix: nanoseconds(() => write(fd, byte)),
    },
  ];
  close(fd);
  return costs;
}
