import { kill, pause, sigaction, SIGUSR1, spawn, waitpid } from 'posix';

export function main(): number {
  const pid = spawn('child');
  // Wrong: the child may have no handler yet, and then the signal ends it.
  kill(pid, SIGUSR1);
  return waitpid(pid).status;
}

export function child(): void {
  let greeted = false;
  sigaction(SIGUSR1, () => {
    greeted = true;
  });
  // Wrong: the signal may come between the question and the pause.
  while (!greeted) pause();
}
