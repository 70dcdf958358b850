import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { launch } from '../linux/launch.js';
import { fingerprint, type Program, type Result } from './program.js';

function readNotes(folder: string): Record<string, unknown[]> {
  const notes: Record<string, unknown[]> = {};
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.notes')) continue;
    const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n').filter(Boolean);
    notes[file.slice(0, -'.notes'.length)] = lines.map((line) => JSON.parse(line) as unknown);
  }
  return notes;
}

/**
 * Runs a program on the real system and returns what was seen. Waits `deadlineMs` at most: then it is `stuck`, and its
 * process group is ended.
 */
export async function realOutcome(
  bundle: string,
  program: Program,
  index: number,
  folder: string,
  deadlineMs: number,
): Promise<{ outcome: string; errors: string }> {
  mkdirSync(folder, { recursive: true });
  const place = { name: `/il-${String(process.pid)}-${String(index)}`, path: `${folder}/f` };
  const child = launch(bundle, 'conform', [index, folder, place, 'main', []]);
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const end = await new Promise<Result['end']>((done) => {
    const timer = setTimeout(() => {
      done('stuck');
    }, deadlineMs);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      done(code === null ? constants.signals[signal ?? 'SIGKILL'] : code * 256);
    });
  });
  // The group, because a child that the program left behind would otherwise live on.
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
  const notes = readNotes(folder);
  for (const role of Object.keys(program.roles)) notes[role] ??= [];
  return { outcome: fingerprint({ notes, end }), errors };
}
