/** `interleave replay`: exit code 0 where the finding was there again, 1 where it was not. */
import { existsSync } from 'node:fs';
import type { Language } from '../assignment/define.js';
import { exitCode, UsageError } from './exit.js';
import { interruptible } from './interruption.js';

export async function replayCommand(token: string, path: string, { lang }: { lang: Language }): Promise<number> {
  if (!existsSync(path)) throw new UsageError(`There is no ${path}. Give the folder of the submission, or its file.`);
  const { replay } = await import('../grade/grade.js');
  return interruptible(async ({ signal }) => {
    const outcome = await replay({ token: token.trim(), submissionPath: path, lang, signal }, {});
    switch (outcome.status) {
      case 'repeated':
        console.log(outcome.text);
        return exitCode.ok;
      case 'passed':
        console.log(outcome.text);
        return exitCode.marksLost;
      case 'refused':
        throw new UsageError(outcome.reason);
      default:
        return outcome satisfies never;
    }
  });
}
