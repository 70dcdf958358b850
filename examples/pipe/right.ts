import { close, pipe, read, spawn, text, waitpid, write } from 'posix';

export function main(): void {
  const [r, w] = pipe();
  const pid = spawn('child', [r, w]);
  close(r);
  write(w, 'Hello from parent');
  close(w);
  waitpid(pid);
}

export function child(r: number, w: number): string {
  close(w);
  let greeting = '';
  for (let part = read(r, 100); part.length > 0; part = read(r, 100)) greeting += text(part);
  close(r);
  return greeting;
}
