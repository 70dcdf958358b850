/** The globals of the virtual realm behave as Node's do: the same code in both, the same log. */
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { marks, once, scenario } from './scenario-runs.js';

const PROGRAMS: Record<string, string> = {
  'an abort and its listeners': `
    const c = new AbortController(); const { signal } = c;
    out(signal.aborted, signal.reason, signal instanceof EventTarget);
    signal.addEventListener('abort', (e) => out('first', e.type, e.target === signal), { once: true });
    const removed = () => out('removed'); signal.addEventListener('abort', removed); signal.removeEventListener('abort', removed);
    signal.addEventListener('abort', { handleEvent() { out('object', this !== undefined); } });
    signal.onabort = () => out('on');
    c.abort(); c.abort(new Error('again'));
    out(signal.aborted, signal.reason.name, signal.reason.code, signal.reason instanceof Error, signal.reason instanceof DOMException);
    try { signal.throwIfAborted(); } catch (e) { out(e === signal.reason); }`,
  reasons: `
    const why = new Error('why'); out(AbortSignal.abort(why).reason === why, AbortSignal.abort().reason.name);
    const a = new AbortController(), b = new AbortController(); const any = AbortSignal.any([a.signal, b.signal]);
    any.addEventListener('abort', () => out('any', any.reason)); b.abort('b'); a.abort('a'); out(any.reason);
    out(AbortSignal.any([AbortSignal.abort(1)]).reason);
    try { new AbortSignal(); } catch (e) { out(e.name); }
    const nothing = new AbortController(); nothing.abort(undefined); out(nothing.signal.reason.name);
    const nil = new AbortController(); nil.abort(null); out(nil.signal.reason);`,
  events: `
    const t = new EventTarget(); const l = () => out('l');
    t.addEventListener('x', l); t.addEventListener('x', l); t.addEventListener('y', l); out(t.dispatchEvent(new Event('x')));
    const gone = new AbortController(); t.addEventListener('z', () => out('z'), { signal: gone.signal }); gone.abort(); t.dispatchEvent(new Event('z'));
    t.addEventListener('stop', (e) => { out('one'); e.stopImmediatePropagation(); e.preventDefault(); }); t.addEventListener('stop', () => out('two'));
    out(t.dispatchEvent(new Event('stop', { cancelable: true })));
    t.addEventListener('grow', () => t.addEventListener('grow', () => out('late'))); t.dispatchEvent(new Event('grow'));
    out(new CustomEvent('c', { detail: 5 }).detail);`,
  'the order of ticks and microtasks': `
    process.nextTick(() => { out('tick'); Promise.resolve().then(() => out('micro of tick')); process.nextTick(() => out('tick of tick')); });
    queueMicrotask(() => { out('micro'); process.nextTick(() => out('tick of micro')); queueMicrotask(() => out('micro of micro')); });
    (async () => { out('sync'); await null; out('after await'); })();
    await new Promise((r) => setImmediate(r)); out('end');`,
  'timers in order': `
    const log = (x) => () => out(x);
    setTimeout(log('late'), 400); setTimeout(log('10a'), 10); setTimeout(log('10b'), 10); const gone = setTimeout(log('gone'), 5); clearTimeout(gone); clearTimeout(undefined);
    setTimeout((a, b) => out(a + b), 20, 1, 2); let n = 0; const i = setInterval(() => { out('i' + ++n); if (n === 2) clearInterval(i); }, 12);
    await new Promise((r) => setTimeout(r, 500));
    const t = setTimeout(() => {}, 1000); out(t.hasRef(), t.unref().hasRef(), t.ref() === t, typeof t[Symbol.toPrimitive]()); clearTimeout(+t);
    try { setTimeout('text', 1); } catch (e) { out(e.name, e.code); }`,
  dates: `
    const d = new Date(5); out(d.getTime(), d instanceof Date, d.constructor === Date, Date.name, typeof Date(), new Date(2020, 0).getFullYear(), Date.UTC(1970, 0));
    const before = Date.now(), p = performance.now(); await new Promise((r) => setTimeout(r, 20)); out(Date.now() - before >= 19, performance.now() - p >= 19);
    class Mine extends Date {} out(new Mine() instanceof Mine);`,
};

/** Node's own globals, whatever the test runner put in their place. */
async function inNode(body: string): Promise<string> {
  const log: string[] = [];
  const run = runInThisContext(`(async (out) => { ${body} })`) as (
    out: (...values: unknown[]) => void,
  ) => Promise<void>;
  const { setImmediate: later } = runInThisContext('globalThis') as typeof globalThis;
  // From a callback of the loop, as the realm's code runs: at the top level of a module microtasks come before ticks.
  await new Promise<void>((resolve, reject) => {
    later(() => {
      run((...values) => {
        log.push(...values.map(String));
      }).then(resolve, reject);
    });
  });
  return log.join(' ');
}

async function inRealm(body: string): Promise<string> {
  const runner = await scenario(`export const s = coroutines({ tasks: [async (c) => {
    const seen = [];
    const main = async (out) => { ${body} };
    await main((...values) => { seen.push(...values.map(String)); });
    c.mark(seen.join(' '));
  }] });`);
  return String(marks(once(runner))[0]);
}

describe('modules of Node', () => {
  it('has timers/promises and events, in virtual time', async () => {
    const runner = await scenario(`
      import { setTimeout as sleep, setInterval as every, setImmediate as next, scheduler } from 'node:timers/promises';
      import { EventEmitter, once } from 'node:events';
      export const s = coroutines({ tasks: [async (c) => {
        c.mark('value', await sleep(10, 'x')); c.mark('time', performance.now());
        const controller = new AbortController();
        const waiting = c.refused(sleep(1000, undefined, { signal: controller.signal }));
        controller.abort(new Error('why')); const error = await waiting; c.mark(error.name, error.code); c.mark(error.cause.message);
        let n = 0; for await (const v of every(5, 'i')) { c.mark(v, performance.now()); if (++n === 2) break; }
        c.mark('next', await next('n')); await scheduler.wait(5);
        const e = new EventEmitter(); const came = once(e, 'x'); e.emit('x', 7); c.mark('once', (await came)[0]);
        class Mine extends EventEmitter {} const m = new Mine(); m.on('y', function (v) { c.mark('y', v + String(this === m)); }); m.emit('y', 1);
      }] });`);

    expect(marks(once(runner))).toEqual([
      'valuex',
      'time10',
      'AbortErrorABORT_ERR',
      'why',
      'i15',
      'i20',
      'nextn',
      'once7',
      'y1true',
    ]);
  });
});

describe('the virtual realm and Node', () => {
  it.each(Object.keys(PROGRAMS))('agree about %s', async (name) => {
    const body = PROGRAMS[name] ?? '';

    expect(await inRealm(body)).toBe(await inNode(body));
  });
});
