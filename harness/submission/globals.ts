/** What instrumented code may find outside of itself, and what it may call there without consequences. */

/** Read once at the head of a module: looking a global up in a context of its own is slow. */
export const STANDARD_GLOBALS: ReadonlySet<string> = new Set(
  (
    'AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError ' +
    'FinalizationRegistry Float32Array Float64Array Function Int16Array Int32Array Int8Array Intl JSON Map Math Number Object ' +
    'Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError ' +
    'Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI ' +
    'encodeURIComponent escape globalThis isFinite isNaN parseFloat parseInt unescape ' +
    'AbortController AbortSignal DOMException Event EventTarget TextDecoder TextEncoder clearImmediate clearInterval clearTimeout ' +
    'console performance queueMicrotask setImmediate setInterval setTimeout structuredClone'
  ).split(' '),
);

/** `Name.*` that change nothing but their result. */
const PURE_NAMESPACES = new Set(['Math', 'Number', 'BigInt', 'String']);
const PURE_MEMBERS = new Set([
  'Array.isArray',
  'Object.is',
  'Object.keys',
  'Object.values',
  'Object.entries',
  'Object.hasOwn',
  'Object.getPrototypeOf',
  'Symbol.for',
  'Atomics.isLockFree',
  'Atomics.pause',
  'ArrayBuffer.isView',
]);
const PURE_FUNCTIONS = new Set([
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'Symbol',
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
]);

/** Whether a call of this global (`f`) or of a member of it (`f.member`) makes no step and has no effect. */
export function isPureCall(name: string, member: string | null): boolean {
  if (member === null) return PURE_FUNCTIONS.has(name);
  return PURE_NAMESPACES.has(name) || PURE_MEMBERS.has(`${name}.${member}`);
}

/** Constructors whose call changes nothing outside the new object. */
export const PURE_CONSTRUCTORS: ReadonlySet<string> = new Set(
  (
    'AggregateError Array ArrayBuffer BigInt64Array BigUint64Array DataView Date Error EvalError Int16Array Int32Array Int8Array ' +
    'Map Object RangeError ReferenceError RegExp Set SharedArrayBuffer SyntaxError TypeError URIError Uint16Array Uint32Array ' +
    'Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet'
  ).split(' '),
);

/**
 * Methods that the prelude implements, and the calls of `posix`: their call sites say where they are. The calls are listed
 * here by name because nothing here knows a world; a test of the process world compares the two lists.
 */
export const HOSTED_METHODS: ReadonlySet<string> = new Set(
  (
    'forEach map filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort from call apply ' +
    'fill set copyWithin slice indexOf lastIndexOf includes join at with reverse values entries toReversed toSorted ' +
    'getInt8 getUint8 getInt16 getUint16 getInt32 getUint32 getBigInt64 getBigUint64 getFloat32 getFloat64 ' +
    'setInt8 setUint8 setInt16 setUint16 setInt32 setUint32 setBigInt64 setBigUint64 setFloat32 setFloat64 ' +
    'load store add sub and or xor exchange compareExchange wait notify waitAsync ' +
    'accept alarm bind close connect dup dup2 exit fcntl flock fstat ftok ftruncate getpid getppid getsockname kill listen ' +
    'lseek mmap msgctl msgget msgrcv msgsnd munmap open pause pipe pipe2 poll read recv recvfrom sem_at sem_close ' +
    'sem_getvalue sem_init sem_open sem_post sem_timedwait sem_trywait sem_unlink sem_wait send sendto setsockopt shm_open ' +
    'shm_unlink shutdown sigaction sigpending sigprocmask sigsuspend sigwait sleep socket socketpair spawn unlink waitpid write'
  ).split(' '),
);
