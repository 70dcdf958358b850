import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { exampleCheck, exampleResult } from './example-result.js';
import { junitXml } from './junit.js';

interface Case {
  name: string;
  classname: string;
  file: string;
  failure?: { '#text': string; message: string; type: string };
  error?: { '#text': string; message: string };
  skipped?: unknown;
  'system-out'?: unknown;
}

const casesOf = (xml: string): Case[] => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testcase',
    trimValues: false,
  });
  const document = parser.parse(xml) as { testsuites: { testsuite: { testcase: Case[] } } };
  return document.testsuites.testsuite.testcase;
};

describe('junitXml', () => {
  test('has one case a check, named by its id', () => {
    const cases = casesOf(junitXml(exampleResult()));

    expect(cases.map(({ name }) => name.split(':')[0])).toEqual([
      'one-at-a-time',
      'no-data-race',
      'misuse',
      'three-threads',
      'no-busy-wait',
    ]);
    expect(cases.map(({ classname }) => classname)).toEqual(Array(5).fill('thread.mutex'));
    expect(cases.map(({ file }) => file)).toEqual(Array(5).fill('my-mutex'));
  });

  test('tells the four outcomes apart', () => {
    const [failed, passed, , skipped, error] = casesOf(junitXml(exampleResult()));

    expect(failed?.failure?.message).toBe('0/25 Two threads are in the critical section at the same time.');
    expect(failed?.failure?.type).toBe('mutual-exclusion');
    expect(failed?.failure?.['#text']).toContain('mutex.ts:12');
    expect(failed?.failure?.['#text']).toContain('interleave replay il1_example PATH');
    expect([passed?.failure, passed?.error, passed?.skipped]).toEqual([undefined, undefined, undefined]);
    expect(skipped?.skipped).toBeDefined();
    expect(error?.error?.message).toContain('the explorer went away');
    expect(error?.failure).toBeUndefined();
  });

  const forgery = '</failure></testcase><testcase classname="x" name="forged"/><testcase name="y"><failure>';
  test.each([
    ['an end of CDATA', `]]>${forgery}`],
    ['several ends of CDATA', `]]>]]>]]>${forgery}]]>${forgery}`],
    ['an end of CDATA within one', `]]]]>>${forgery}`],
    ['markup', forgery],
    ['quotes and attributes', `" name="forged" x='`],
    ['entities', '&lt;testcase/&gt; &#x0; &bogus; &amp;amp;'],
    ['control characters', '\0\u001b[31m\u0008\u000c\u007f\u009b2J'],
    ['what XML has no place for', '\ufffe\uffff\ud800 \udc00'],
    ['comments and declarations', '<!-- --> <![CDATA[ <?xml?> <!DOCTYPE x [<!ENTITY a "b">]>'],
    ['nothing', ''],
    ['very much', 'x]]>'.repeat(20_000)],
  ])('cannot be forged by %s', (_, text) => {
    const finding = { ...exampleCheck().findings[0], message: text, explanation: text, token: text };
    const hostile = exampleCheck({ title: text, reason: text, findings: [finding as never] });
    const result = exampleResult({
      submission: { path: text, digest: text },
      checks: [
        hostile,
        { ...hostile, outcome: 'error' },
        { ...hostile, outcome: 'skipped' },
        { ...hostile, outcome: 'passed' },
      ],
    });

    const cases = casesOf(junitXml(result));

    expect(cases).toHaveLength(4);
    expect(cases.map((each) => each.failure !== undefined)).toEqual([true, false, false, false]);
  });

  test.each(['[[ATTACHMENT|/etc/passwd]]', '[[ATTA[[ATTACHMENT|CHMENT|/etc/passwd]]', '[[attachment|x]]'])(
    'attaches no file for %s',
    (text) => {
      const check = exampleCheck({ title: text, reason: text });

      expect(junitXml(exampleResult({ checks: [check] }))).not.toMatch(/\[\[ATTACHMENT\|/i);
    },
  );

  test('holds for whatever text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            ']]>',
            ']',
            '>',
            '<![CDATA[',
            '<testcase>',
            '</testcase>',
            '&',
            '[[',
            'ATTACHMENT|',
            '\0',
            '"',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, (title, reason) => {
        const checks = [
          exampleCheck({ title, reason }),
          exampleCheck({ title: reason, outcome: 'error', reason: title }),
        ];

        expect(casesOf(junitXml(exampleResult({ checks })))).toHaveLength(2);
      }),
      { numRuns: 200 },
    );
  });
});
