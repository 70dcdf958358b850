#!/usr/bin/env node
/**
 * The command line: names, options and help texts. What a command does stands in a module of its own that is loaded
 * only when it runs, so that `--help` is there at once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { AssignmentError } from '../assignment/assignment-error.js';
import { packageRoot } from '../assignment/package-root.js';
import { exitCode, UsageError } from './exit.js';
import { helpTexts } from './help.js';

type Action<Arguments extends unknown[]> = (...given: Arguments) => Promise<number>;

/** Commander passes the command itself as last argument; a command returns its exit code. */
function run<Arguments extends unknown[]>(
  load: () => Promise<Action<Arguments>>,
): (...given: Arguments) => Promise<void> {
  return async (...given) => {
    const action = await load();
    process.exitCode = await action(...given);
  };
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`A whole number of at least ${String(least)} is needed.`);
    }
    return value;
  };
}

function percentage(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > 100) throw new InvalidArgumentError('A number from 0 to 100 is needed.');
  return value;
}

function language(): Option {
  const spoken = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  return new Option('--lang <lang>', 'language of the texts')
    .choices(['en', 'zh'])
    .default(spoken.startsWith('zh') ? 'zh' : 'en');
}

function seed(): Option {
  return new Option('--seed <number>', 'seed of everything that is drawn').default(1).argParser(whole(0));
}

function jobs(): Option {
  return new Option('--jobs <number>', 'processes that explore at the same time').argParser(whole(1));
}

function selfCheck(): Option {
  return new Option('--self-check', 'run every schedule twice and name the first step that differs');
}

function describe(): Command {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  const program = new Command('interleave')
    .description('Grades concurrency coursework by exploring interleavings.')
    .version(version)
    .addHelpText('after', helpTexts.program)
    .exitOverride()
    .configureHelp({ showGlobalOptions: false });
  const command = (usage: string, summary: string, help: string): Command =>
    program.command(usage).description(summary).addHelpText('after', help).exitOverride();

  command('list', 'Show the assignments that there are.', helpTexts.list)
    .addOption(language())
    .action(run(async () => (await import('./list.js')).list));
  command('show <assignment>', 'Read the handout of an assignment.', helpTexts.show)
    .addOption(language())
    .action(run(async () => (await import('./show.js')).show));
  command('init <assignment> <folder>', 'Start work: copy starter and handout into a folder.', helpTexts.init).action(
    run(async () => (await import('./init.js')).init),
  );
  command('grade <assignment> <path>', 'Grade a submission: a folder, or its one file.', helpTexts.grade)
    .option('--json <file>', 'write the result document')
    .option('--junit <file>', 'write a JUnit report, one test case a check')
    .addOption(seed())
    .addOption(new Option('--budget <number>', 'executions for each check').argParser(whole(1)))
    .addOption(
      new Option('--fail-under <percent>', 'points below which the exit code is 1').default(100).argParser(percentage),
    )
    .addOption(language())
    .addOption(jobs())
    .addOption(selfCheck())
    .action(run(async () => (await import('./grade.js')).gradeCommand));
  command('replay <token> <path>', 'See a finding again, step by step.', helpTexts.replay)
    .addOption(language())
    .action(run(async () => (await import('./replay.js')).replayCommand));
  command(
    'verify <assignment>',
    'Check an assignment or a whole unit against its reference and fixtures.',
    helpTexts.verify,
  )
    .addOption(new Option('--seeds <number>', 'how many seeds to verify with').default(1).argParser(whole(1)))
    .addOption(jobs())
    .addOption(selfCheck())
    .action(run(async () => (await import('./verify.js')).verify));
  command(
    'calibrate <assignment>',
    'Check the checks: put mistakes into the reference and see which cost no marks.',
    helpTexts.calibrate,
  )
    .addOption(seed())
    .addOption(new Option('--jobs <number>', 'mutants that are graded at the same time').argParser(whole(1)))
    .option('--only <mutant>', 'one mutant, as in off-by-one:24, or all of one operator, as in off-by-one')
    .option('--json <file>', 'write every mutant with what became of it')
    .action(run(async () => (await import('./calibrate.js')).calibrate));
  command('doctor', 'Say what this machine lacks, and how to get it.', helpTexts.doctor).action(
    run(async () => (await import('./doctor.js')).doctor),
  );
  return program;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  if (error instanceof UsageError || error instanceof AssignmentError) {
    console.error(error.message);
    return exitCode.usage;
  }
  console.error('This is an error of interleave itself, not of the submission:');
  console.error(error);
  return exitCode.harness;
}

// A reader that goes away early (`interleave show … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.ok);
  throw error;
});

try {
  await describe().parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
