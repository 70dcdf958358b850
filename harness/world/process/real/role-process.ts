/** The file that every real process of a scenario in lockstep is started on. */
import { readFileSync } from 'node:fs';
import { Outside } from '../../outside.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { loadScenario, makeRealm } from '../../thread/realm.js';
import { isOfSubmission } from '../early-end.js';
import { callNames } from '../kernel.js';
import { libc } from '../linux/libc.js';
import { LinuxProcess } from '../linux/linux-process.js';
import type { Start } from '../linux/process-calls.js';
import * as constants from '../posix/constants.js';
import { errno } from '../posix/errno.js';
import { POSIX_SOURCE } from '../virtual/posix-source.js';
import { POSIX_MODULE } from '../virtual/posix-module.js';
import type { Limits } from '../virtual/kernel/state.js';
import type { PosixRealm } from '../virtual/process-core.js';
import { ControlLine } from './control-line.js';
import { FreeCalls } from './free-calls.js';
import { Names } from './names.js';
import { REQUEST_VARIABLE, type RoleInput } from './protocol.js';
import { RoleCore } from './role-core.js';
import { Attempts } from './try-call.js';
import { ForcedTurns, FreeTurns } from './turns.js';

async function main(): Promise<void> {
  const start = JSON.parse(process.argv[2] ?? '') as Start;
  const requestFile = process.env[REQUEST_VARIABLE] ?? '';
  const input = JSON.parse(readFileSync(requestFile, 'utf8')) as RoleInput;
  const program = {
    node: process.execPath,
    args: [...process.execArgv, process.argv[1] ?? ''],
    environment: ['PATH=/usr/bin:/bin', `${REQUEST_VARIABLE}=${requestFile}`],
  };
  const linux = await LinuxProcess.start(program, start);
  if (start.ready >= 0) {
    libc.write(start.ready, Uint8Array.of(1), 1);
    libc.close(start.ready);
  }
  const line = new ControlLine(input.control);
  const outside = new Outside(input.seed, start.role);
  const free = input.free === true;
  const turns = free ? new FreeTurns(line, () => outside.random()) : new ForcedTurns(line);
  const calls = free ? new FreeCalls(linux) : new Attempts(linux);
  const core = new RoleCore(linux, { line, turns, calls }, new Names(input.folder, input.prefix), outside);
  const evaluate = bareContext();
  const realm = makeRealm(evaluate, core, input.prelude, input.program);
  core.realm = realm;
  core.bufferPrototype = evaluate('ArrayBuffer.prototype', 'buffers') as object;
  const rt = realm.rt as { words: Record<string, unknown>; load(id: string): Record<string, unknown> };
  rt.words['processes'] = evaluate('(scenario) => scenario', 'words');
  const make = evaluate(POSIX_SOURCE, 'posix') as (...parts: unknown[]) => PosixRealm;
  const posix = make(core, realm.rt, { ...constants }, [...callNames], errno);
  rt.words['posix'] = posix.exports;
  realm.provide(POSIX_MODULE, () => posix.exports);
  const scenario = loadScenario(realm, input.program, input.scenario);
  const roles = scenario['roles'] as Record<string, unknown>;
  const entry = input.program.modules[0]?.id ?? '';
  const role = Object.hasOwn(roles, start.role) ? roles[start.role] : rt.load(entry)[start.role];
  const mayExit = (scenario['mayExit'] as readonly string[] | undefined)?.includes(start.role) === true;
  core.cutsShort = (site) => Object.hasOwn(roles, start.role) && !mayExit && isOfSubmission(input.program, site);
  core.limits = { ...(scenario['limits'] as Partial<Limits> | undefined) };
  core.offRecord = false;
  line.send({ type: 'hello', pid: process.pid });
  line.turn();
  let status = 0;
  try {
    if (typeof role !== 'function') throw new Error(`there is no role '${start.role}'`);
    const generator = posix.start(role, start.args);
    while (realm.next(generator).done !== true);
  } catch (error) {
    status = 1;
    if (!realm.isCheckFailed(error)) line.send({ type: 'uncaught', error: realm.describe(error), site: core.stepSite });
  }
  core.end();
  libc._exit(status);
}

await main();
