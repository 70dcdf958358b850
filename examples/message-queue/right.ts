import { IPC_PRIVATE, IPC_RMID, msgctl, msgget, msgrcv, msgsnd, spawn, text, waitpid } from 'posix';

const TO_CHILD = 1;
const TO_PARENT = 2;

export function main(): string {
  const queue = msgget(IPC_PRIVATE, 0o600);
  const pid = spawn('child', [queue]);
  msgsnd(queue, TO_CHILD, 'Hello from parent');
  const answer = text(msgrcv(queue, 100, TO_PARENT).data);
  waitpid(pid);
  msgctl(queue, IPC_RMID);
  return answer;
}

export function child(queue: number): void {
  const greeting = text(msgrcv(queue, 100, TO_CHILD).data);
  msgsnd(queue, TO_PARENT, `${greeting}, and hello from child`);
}
