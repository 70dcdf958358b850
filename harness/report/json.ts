/** The result document as a file, or on the standard output as `-`. */
import type { Reporter } from './reporter.js';
import { resultSchema } from './result.js';
import { writeReport } from './write-report.js';

export function jsonReporter(file: string): Reporter {
  return {
    name: 'JSON',
    graded: (result) => {
      // Readers rely on the schema: what does not fit it is a bug, and must not get out.
      const document = `${JSON.stringify(resultSchema.parse(result), null, 2)}\n`;
      if (file === '-') process.stdout.write(document);
      else writeReport(file, document);
    },
  };
}
