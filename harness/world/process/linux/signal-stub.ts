import { readdirSync, readFileSync, stat } from 'node:fs';
import { libc, memoryAt } from './libc.js';

/**
 * Native signal handlers without a compiler: a page of bytes, one a signal, and a page with two handlers of a few machine
 * instructions. JavaScript cannot run inside a signal handler, so the first only notes that the signal came (which makes
 * a waiting system call fail with EINTR, as any handler does), and JavaScript looks between two calls.
 *
 * Node has more threads than the one that runs JavaScript, and a signal sent to a process goes to any thread that does not
 * block it. The second handler is sent once to each of the others; it sets, in the context that it returns to, the mask of
 * that thread to "everything blocked". From then on the process behaves as one with a single thread.
 */
export interface SignalStub {
  /** `noted[n]` is 1 where signal n came; `noted[0]` is 1 where any did. */
  readonly noted: Uint8Array;
  /** Address of the handler that notes. */
  readonly note: number;
}

const PAGE = 4096;
const SA_SIGINFO = 4;
const SIGUSR2 = 12;

function littleEndian(address: number): number[] {
  return [...new Uint8Array(new BigUint64Array([BigInt(address)]).buffer)];
}

/** `noted[signal] = noted[0] = 1` */
function noteCode(noted: number): number[] {
  switch (process.arch) {
    case 'x64':
      // movabs rax, noted; mov edi, edi; mov byte [rax+rdi], 1; mov byte [rax], 1; ret
      return [0x48, 0xb8, ...littleEndian(noted), 0x89, 0xff, 0xc6, 0x04, 0x38, 1, 0xc6, 0x00, 1, 0xc3];
    default:
      throw new Error(`signals are not supported on ${process.arch}`);
  }
}

/** `context->uc_sigmask = ~0`: on x86-64 at offset 296 of the third argument. */
function maskCode(): number[] {
  // mov qword [rdx+296], -1; ret
  return [0x48, 0xc7, 0x82, 0x28, 0x01, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xc3];
}

/** A `struct sigaction` of the C library: handler, mask, flags. */
export function sigactionRecord(handler: number, flags: number): Uint8Array {
  const out = new Uint8Array(152);
  const view = new DataView(out.buffer);
  view.setBigUint64(0, BigInt(handler), true);
  view.setUint32(136, flags, true);
  return out;
}

/** Threads other than this one that do not block SIGUSR2 yet. */
function loudThreads(): number[] {
  return readdirSync('/proc/self/task')
    .map(Number)
    .filter((thread) => {
      if (thread === process.pid) return false;
      const status = readFileSync(`/proc/self/task/${String(thread)}/status`, 'utf8');
      const blocked = BigInt(`0x${/^SigBlk:\s*(\w+)/m.exec(status)?.[1] ?? '0'}`);
      return ((blocked >> BigInt(SIGUSR2 - 1)) & 1n) === 0n;
    });
}

async function quietOtherThreads(handler: number): Promise<void> {
  libc.sigaction(SIGUSR2, sigactionRecord(handler, SA_SIGINFO), null);
  for (const thread of loudThreads()) libc.tgkill(process.pid, thread, SIGUSR2);
  // A thread handles its signal when it runs next. Until then the disposition must stay.
  for (let tries = 0; loudThreads().length > 0; tries += 1) {
    if (tries > 2000) throw new Error('a thread of Node does not block its signals');
    await new Promise((done) => setTimeout(done, 1));
  }
  libc.sigaction(SIGUSR2, sigactionRecord(0, 0), null);
}

/** Waits until libuv has started its threads: those started later would not be quiet. */
function startThreadPool(): Promise<void> {
  return new Promise((done) => {
    stat('/', () => {
      done();
    });
  });
}

/** Makes the stub. Once a process, before anybody may send it a signal. */
export async function makeSignalStub(): Promise<SignalStub> {
  await startThreadPool();
  const address = libc.mmap(0, 2 * PAGE, 3, 0x22, -1, 0) as number;
  const memory = new Uint8Array(memoryAt(address, 2 * PAGE));
  memory.set(noteCode(address), PAGE);
  memory.set(maskCode(), PAGE + 64);
  if ((libc.mprotect(address + PAGE, PAGE, 5) as number) !== 0)
    throw new Error('no executable page for signal handlers');
  await quietOtherThreads(address + PAGE + 64);
  return { noted: memory.subarray(0, 65), note: address + PAGE };
}
