import { kill, SIG_BLOCK, sigaction, sigprocmask, sigsuspend, SIGUSR1, spawn, waitpid } from 'posix';

export function main(): number {
  // Blocked here, blocked in the child from its first moment: the signal waits until the child asks for it.
  sigprocmask(SIG_BLOCK, [SIGUSR1]);
  const pid = spawn('child');
  kill(pid, SIGUSR1);
  return waitpid(pid).status;
}

export function child(): void {
  let greeted = false;
  sigaction(SIGUSR1, () => {
    greeted = true;
  });
  while (!greeted) sigsuspend([]);
}
