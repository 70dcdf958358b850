import {
  accept,
  AF_UNIX,
  bind,
  close,
  connect,
  listen,
  read,
  SOCK_STREAM,
  socket,
  spawn,
  text,
  unlink,
  waitpid,
  write,
} from 'posix';

const path = '/tmp/greeting.socket';

export function main(): void {
  // The parent listens before there is anybody who could connect.
  const service = socket(AF_UNIX, SOCK_STREAM);
  bind(service, { path });
  listen(service, 1);
  const pid = spawn('child');
  const connection = accept(service);
  write(connection, 'Hello from parent');
  close(connection);
  close(service);
  waitpid(pid);
  unlink(path);
}

export function child(): string {
  const connection = socket(AF_UNIX, SOCK_STREAM);
  connect(connection, { path });
  let greeting = '';
  for (let part = read(connection, 100); part.length > 0; part = read(connection, 100)) greeting += text(part);
  return greeting;
}
