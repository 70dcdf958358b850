/** What the checks of `ipc/pipe` do with a submission: `main` consumes, its children produce. */
import { call, check, processes, thrown } from 'interleave/scenario';
import { close, pipe, read, spawn, waitpid, write } from 'posix';
import { consumer, producer } from './starter/pipe.js';

const TEXTS = ['one', '', '三, three', 'four'];

function consume(r: number, w: number): string[] {
  return call('consumer', [], () => consumer(r, w));
}

/** The role of a child that sends these. */
function sends(messages: readonly string[]): (r: number, w: number) => void {
  return (r, w) => {
    const sent = call('producer', [[...messages]], () => producer(r, w, messages));
    check(
      sent === messages.length,
      `producer returned ${String(sent)}, not ${String(messages.length)}: it sent less, or the consumer did not stay`,
    );
  };
}

function same(got: readonly string[], sent: readonly string[]): void {
  const shown = JSON.stringify(got.map((text) => (text.length > 20 ? `${text.slice(0, 20)}…` : text)));
  check(got.length === sent.length && got.every((text, i) => text === sent[i]), `the consumer got ${shown}`);
}

/** One producer; the consumer must get exactly these. */
function oneProducer(messages: readonly string[]): { main: () => void; first: (r: number, w: number) => void } {
  return {
    main: () => {
      const [r, w] = pipe();
      const pid = spawn('first', [r, w]);
      same(consume(r, w), messages);
      check(waitpid(pid).status === 0, 'the producer did not end by itself');
    },
    first: sends(messages),
  };
}

export const nothing = processes({ roles: oneProducer([]) });
export const several = processes({ roles: oneProducer(TEXTS) });
export const pieces = processes({ roles: oneProducer(['ab', '三']), faults: { short: 2 } });
const BULK = ['a'.repeat(3000), 'b'.repeat(4092), 'c'.repeat(2000)];
export const bulk = processes({ roles: oneProducer(BULK), limits: { pipe: 4096 } });

/** The producer's process lives on until the consumer has returned. */
export const livesOn = processes({
  roles: {
    main: () => {
      const [r, w] = pipe();
      const [until, returned] = pipe();
      const pid = spawn('first', [r, w, until, returned]);
      same(consume(r, w), ['last']);
      close(returned);
      waitpid(pid);
    },
    first: (r: number, w: number, until: number, returned: number) => {
      close(returned);
      call('producer', [['last']], () => producer(r, w, ['last']));
      read(until, 1);
    },
  },
});

const LEFT = ['l1', 'left two'];
const RIGHT = ['right one', 'r2'];
export const two = processes({
  roles: {
    main: () => {
      const [r, w] = pipe();
      const pids = [spawn('left', [r, w]), spawn('right', [r, w])];
      const got = consume(r, w);
      same(
        got.filter((text) => !RIGHT.includes(text)),
        LEFT,
      );
      same(
        got.filter((text) => RIGHT.includes(text)),
        RIGHT,
      );
      for (const pid of pids) waitpid(pid);
    },
    left: sends(LEFT),
    right: sends(RIGHT),
  },
});

/** What a broken producer sends: a frame that ends too early, in its body and in its length. */
function writesAndEnds(data: Uint8Array): (r: number, w: number) => void {
  return (r, w) => {
    close(r);
    write(w, data);
  };
}
function cutFrame(role: string): void {
  const [r, w] = pipe();
  const pid = spawn(role, [r, w]);
  const error = thrown(() => {
    consume(r, w);
  });
  check(error !== undefined, 'the stream ended inside a frame, and the consumer did not throw');
  waitpid(pid);
}
const WHOLE = [0, 0, 0, 2, 104, 105];
export const cut = processes({
  roles: {
    main: () => {
      cutFrame('body');
      cutFrame('length');
    },
    body: writesAndEnds(Uint8Array.from([...WHOLE, 0, 0, 0, 9, 65])),
    length: writesAndEnds(Uint8Array.from([...WHOLE, 0, 0])),
  },
});

export const gone = processes({
  roles: {
    main: () => {
      const [r, w] = pipe();
      const pid = spawn('first', [r, w]);
      close(r);
      close(w);
      check(waitpid(pid).status === 0, 'the producer was ended because nobody read');
    },
    first: (r: number, w: number) => {
      const sent = call('producer', [], () => producer(r, w, BULK));
      check(sent >= 0 && sent <= BULK.length, `producer returned ${String(sent)}`);
    },
  },
  limits: { pipe: 4096 },
});

/** One byte too many: nothing of it may be sent, and what came before is whole. */
export const tooLong = processes({
  roles: {
    main: () => {
      const [r, w] = pipe();
      const pid = spawn('first', [r, w]);
      same(consume(r, w), ['before']);
      waitpid(pid);
    },
    first: (r: number, w: number) => {
      const error = thrown(() => {
        producer(r, w, ['before', `${'x'.repeat(4090)}三`, 'after']);
      });
      check(error instanceof RangeError, 'a message of 4093 bytes is no RangeError');
    },
  },
});

export const killed = processes({
  roles: {
    main: () => {
      const [r, w] = pipe();
      const pid = spawn('first', [r, w]);
      const got = consume(r, w);
      same(got, TEXTS.slice(0, got.length));
      waitpid(pid);
    },
    first: sends(TEXTS),
  },
  kills: { atMost: 1, roles: ['first'] },
});
