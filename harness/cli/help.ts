/** What follows the options in each `--help`: examples first, then what one has to know. */
export const helpTexts = {
  program: `
A first round:
  interleave list                             which assignments there are
  interleave show thread/mutex                read the handout
  interleave init thread/mutex my-mutex       get the starter
  interleave grade thread/mutex my-mutex      see what the scheduler could do to it
  interleave replay TOKEN my-mutex            see a finding again, step by step

Exit codes: 0 full marks (or at least --fail-under) · 1 marks lost · 2 wrong use, or a
mistake in an assignment · 3 an error of interleave itself, which costs no marks.`,

  list: `
Example:
  interleave list --lang zh`,

  show: `
Examples:
  interleave show thread/mutex
  interleave show thread/mutex --lang zh | less -R
  interleave show concepts                     processes, threads, coroutines: explained and measured
  interleave show bugs/aba                     a class of bugs, as a finding names it
  interleave show ./my-course/thread/latch    an assignment of your own, by its folder`,

  init: `
Example:
  interleave init thread/mutex my-mutex

The folder is made if it is not there. Files that are there already are never overwritten.`,

  grade: `
Examples:
  interleave grade thread/mutex my-mutex
  interleave grade thread/mutex my-mutex/mutex.ts --json result.json
  interleave grade thread/mutex my-mutex --junit junit.xml --fail-under 60
  interleave grade thread/mutex my-mutex --seed 7 --budget 200000

The grade depends on submission, assignment, seed and version, never on the machine or on
time: --budget counts executions. How strong a verdict is stands beside it: 'proved' (all
executions), 'bounded' (all with so many preemptions), 'sampled' (so many of them).
'--self-check' runs every schedule twice. A submission that does not do the same both times
(state that outlives a run, say) gets no grade for the check but an error that names the
first step that differs. Math.random and the clocks need no such care: they are drawn from
the seed, one stream for each task.
'--json -' writes the result document to the standard output and the rest to the other one.`,

  replay: `
Example:
  interleave replay il3-xC3rhAAMdGhyZWFkL211dGV4DW9uZS1hdC1hLXRpbWUQMDljODE2ZTdjYmZlZDlmYQERAQchAwEFIQI my-mutex

A token stands below every finding. It holds for the same submission and version.
Exit codes: 0 the finding was there again · 1 it was not (have you changed the code?) ·
2 the token is not for this submission, assignment or version.`,

  verify: `
Examples:
  interleave verify thread/mutex
  interleave verify thread --seeds 10

The reference must get full marks, every broken fixture exactly its finding, every correct one full marks.
A check that chance has no part in is the same for every seed and is run once. With --self-check every schedule is run twice. The last line sums up; the exit code is 0 only if all is clean.`,

  calibrate: `
Examples:
  interleave calibrate thread/mutex
  interleave calibrate coroutine --jobs 2 --json mutants.json
  interleave calibrate thread/mutex --only while-to-if:34

Every mutant is the reference with one mistake: a lock or a wake-up left out, 'if' for
'while', a plain access for an atomic one, two steps swapped, a count off by one, … A check
that fails kills it. One that gets full marks has survived: either it is no mistake, and the
reason belongs into equivalent.json beside the reference, or a check is missing. Invalid is
what fails while being loaded or set up.

In equivalent.json: [{ "reason": "…", "mutants": [{ "operator", "in", "was", "becomes" }] }],
as --json writes them. An entry that explains no survivor is reported as stale.
Exit codes: 0 no unexplained survivor · 1 some, or stale entries, or what could not be judged.`,

  doctor: `
Example:
  interleave doctor`,
} as const;
