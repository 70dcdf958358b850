/**
 * The JUnit report: one test case a check, as GitLab, Jenkins and the reporters of GitHub read it.
 *
 * Names and messages may come from a submission. They must not be able to forge a case, end a section early, or make a
 * server attach a file: so the text is cleaned, and the document is parsed again and counted before it is written.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import builderModule from 'junit-report-builder';
import { printable } from './printable.js';
import type { Reporter } from './reporter.js';
import type { CheckResult, Outcome, Result } from './result.js';
import { writeReport } from './write-report.js';

// Its types promise `default`; at run time, under Node's ESM, the import is the builder itself.
type Builder = typeof builderModule.default;
const builder = builderModule as unknown as Builder;

export function junitReporter(file: string): Reporter {
  return {
    name: 'JUnit',
    graded: (result) => {
      writeReport(file, junitXml(result));
    },
  };
}

/**
 * The document.
 * @throws Error where parsing it again does not give the cases that were put in; nothing may be written then.
 */
export function junitXml(result: Result): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name(clean(result.assignment));
  suite.property('seed', String(result.seed));
  suite.property('points', `${String(result.points)}/${String(result.maxPoints)}`);
  for (const check of result.checks) addCase(suite.testCase(), check, result);
  const xml = report.build();
  verifyCounts(xml, result.checks);
  return xml;
}

type Case = ReturnType<ReturnType<Builder['testSuite']>['testCase']>;

function addCase(testCase: Case, check: CheckResult, result: Result): void {
  testCase
    .className(clean(result.assignment.replaceAll('/', '.')))
    // The id makes the name unique; titles need not be.
    .name(clean(`${check.id}: ${check.title}`))
    .file(clean(result.submission.path))
    .time(0);
  const text = clean(textOf(check));
  switch (check.outcome) {
    case 'passed':
      break;
    case 'failed':
      testCase.failure(clean(summaryOf(check)), clean(check.findings[0]?.kind ?? 'failed')).stacktrace(text);
      break;
    case 'error':
      testCase.error(clean(summaryOf(check)), 'harness-error', text);
      break;
    case 'skipped':
      testCase.skipped();
      if (check.reason !== undefined) testCase.standardOutput(clean(check.reason));
      break;
    default:
      check.outcome satisfies never;
  }
}

function summaryOf(check: CheckResult): string {
  const points = `${String(check.points)}/${String(check.maxPoints)}`;
  return `${points} ${check.findings[0]?.message ?? check.reason ?? check.title}`;
}

function textOf(check: CheckResult): string {
  const explanations = check.findings.map(({ explanation, token }) =>
    token === '' || explanation.includes(token) ? explanation : `${explanation}\n\ninterleave replay ${token} PATH`,
  );
  return [...(check.reason === undefined ? [] : [check.reason]), ...explanations].join('\n\n') || check.title;
}

/** No end of a CDATA section (the library escapes only the first one), and no attachment for Jenkins or GitLab. */
function clean(text: string): string {
  let cleaned = printable(text).replaceAll(']]>', ']]\u200b>');
  // Taking one away may bring another one about.
  while (attachment.test(cleaned)) cleaned = cleaned.replace(attachment, '');
  return cleaned;
}

const attachment = /\[\[ATTACHMENT\|/i;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase' || name === 'testsuite',
});

interface ParsedCase {
  name: string;
  failure?: unknown;
  error?: unknown;
  skipped?: unknown;
}

function verifyCounts(xml: string, checks: readonly CheckResult[]): void {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`the JUnit report is no XML: ${valid.err.msg}`);
  const parsed = parser.parse(xml) as { testsuites?: { testsuite?: { testcase?: ParsedCase[] }[] } };
  const suites = parsed.testsuites?.testsuite ?? [];
  const outcomes = suites.flatMap(({ testcase = [] }) => testcase.map(outcomeOf));
  const expected = checks.map(({ outcome }) => outcome);
  if (suites.length !== 1 || outcomes.join() !== expected.join()) {
    throw new Error(`the JUnit report reads as [${outcomes.join()}] and not as [${expected.join()}]`);
  }
}

function outcomeOf(testCase: ParsedCase): Outcome {
  if (testCase.failure !== undefined) return 'failed';
  if (testCase.error !== undefined) return 'error';
  return testCase.skipped === undefined ? 'passed' : 'skipped';
}
