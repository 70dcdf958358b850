/**
 * JavaScript text that is evaluated inside each process's own context and gives it the module `posix`, as generator twins.
 * Everything that student code gets hold of is made here, of the context's own objects: what comes from the kernel is
 * copied. `core` is the kernel's side (see process-core.ts); no function of it is handed on.
 */
export const POSIX_SOURCE = String.raw`(function (core, rt, constants, names, errors) {
  'use strict';
  const SWITCH = rt.SWITCH, TWIN = rt.TWIN, pair = rt.pair;
  const apply = Reflect.apply, keys = Reflect.ownKeys, isArray = Array.isArray;
  const RealError = Error, Bytes = Uint8Array, Buffer = ArrayBuffer, isView = ArrayBuffer.isView;
  const fromCodePoint = String.fromCodePoint;
  const Map = globalThis.Map;
  let handlers = new Map();

  function adopt(value) {
    if (typeof value !== 'object' || value === null || core.isMapping(value)) return value;
    if (isView(value)) {
      const out = new Bytes(value.length);
      for (let i = 0; i < out.length; i++) out[i] = value[i];
      return out;
    }
    if (isArray(value)) {
      const out = [];
      for (let i = 0; i < value.length; i++) out[i] = adopt(value[i]);
      return out;
    }
    const out = {};
    for (const key of keys(value)) out[key] = adopt(value[key]);
    return out;
  }
  function* handle() {
    let restart = true;
    for (;;) {
      const signal = core.deliver();
      if (signal === 0) return restart;
      if (signal > 0) restart = false;
      const number = signal < 0 ? -signal : signal;
      const handler = handlers.get(number);
      try {
        const twin = handler[TWIN];
        if (twin === undefined || twin === null) handler(number);
        else yield* apply(twin, undefined, [number]);
      } finally {
        core.handled();
      }
    }
  }
  const twinOf = (name) => function* (...args) {
    const site = core.site();
    for (;;) {
      if (core.announce(name, args, site)) yield SWITCH;
      if (core.signalled()) {
        yield* handle();
        continue;
      }
      if (name === 'sigaction' && typeof args[1] === 'function') handlers.set(args[0], args[1]);
      let state = core.sys();
      while (state === 'waits') {
        if (core.again()) yield SWITCH;
        state = core.sys();
      }
      const failed = core.errno(), value = core.value();
      const restart = core.signalled() ? yield* handle() : true;
      if (failed === 0) return adopt(value);
      if (failed === 4) {
        if (name === 'sigsuspend' || name === 'pause') return undefined;
        if (restart && core.restartable(name)) continue;
      }
      const error = new RealError(core.message(failed, name));
      error.errno = failed;
      error.code = core.code(failed);
      error.syscall = name;
      throw error;
    }
  };
  const exports = { __proto__: null };
  for (const name of names) {
    exports[name] = pair(twinOf(name), name, 0, 'function');
  }
  for (const key of keys(constants)) exports[key] = constants[key];
  exports.errno = {};
  for (const key of keys(errors)) exports.errno[key] = errors[key];
  exports.isErrno = (error, code) => typeof error === 'object' && error !== null && error.code === code;
  exports.bytes = (text) => adopt(core.encode(String(text)));
  exports.text = (data) => core.decode(data);
  exports.WIFEXITED = (status) => (status & 0x7f) === 0;
  exports.WEXITSTATUS = (status) => (status >> 8) & 0xff;
  exports.WIFSIGNALED = (status) => (status & 0x7f) !== 0 && (status & 0xff) !== 0x7f;
  exports.WTERMSIG = (status) => status & 0x7f;
  for (const key of ['isErrno', 'bytes', 'text', 'WIFEXITED', 'WEXITSTATUS', 'WIFSIGNALED', 'WTERMSIG']) exports[key][TWIN] = null;
  return {
    exports,
    allocate: (length) => new Buffer(length),
    forget: () => { if (handlers.size > 0) handlers = new Map(); },
    died: (text) => { throw new RealError(text); },
    start: (role, args) => {
      const own = adopt(args);
      const twin = role[TWIN];
      return twin === undefined || twin === null ? (function* () { apply(role, undefined, own); })() : apply(twin, undefined, own);
    },
  };
})`;
