/** Where a result differs from what a reference or a fixture must get. */
import type { CheckResult, Result } from '../report/result.js';

export type Expectation =
  | 'full-marks'
  | { check: string; kind: string; orKind?: string | undefined; alsoFails?: readonly string[] | undefined };

/** One line for each difference; none if the result is as expected. */
export function deviations(result: Result, expect: Expectation): string[] {
  const errors = result.checks
    .filter((check) => check.outcome === 'error')
    .map((check) => `${check.id}: error ${detail(check)}`);
  if (expect === 'full-marks') {
    const lost = result.checks
      .filter((check) => check.outcome === 'failed' || check.outcome === 'skipped')
      .map((check) => `${check.id}: ${check.outcome} ${detail(check)}`);
    return [...errors, ...lost];
  }
  const expected = result.checks.find((check) => check.id === expect.check);
  const allowed = [expect.check, ...(expect.alsoFails ?? [])];
  const others = result.checks
    .filter((check) => check.outcome === 'failed' && !allowed.includes(check.id))
    .map((check) => `${check.id}: failed, though only ${allowed.join(', ')} should ${detail(check)}`);
  return [...errors, ...missing(expected, expect.check, expect.kind, expect.orKind), ...others];
}

function missing(check: CheckResult | undefined, id: string, kind: string, orKind: string | undefined): string[] {
  if (!check) return [`${id}: there is no such check`];
  if (check.outcome === 'error') return [];
  if (check.outcome !== 'failed') return [`${id}: ${check.outcome}, expected ${kind}`];
  const finding = check.findings.find((each) => each.kind === kind || each.kind === orKind);
  if (!finding) return [`${id}: expected ${kind}, found ${detail(check)}`];
  switch (finding.confirmed) {
    case 'lockstep':
    case 'stress':
    case 'not-needed':
    case 'not-available':
      return [];
    case 'not-confirmed':
      return [`${id}: ${finding.kind} was not repeated in the real realm`];
    default:
      return finding.confirmed satisfies never;
  }
}

function detail(check: CheckResult): string {
  return check.findings.length > 0 ? `(${check.findings.map((finding) => finding.kind).join(', ')})` : '';
}
