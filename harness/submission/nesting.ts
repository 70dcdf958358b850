/**
 * Refuses text that is nested far deeper than people write. The parser is native code and recursive: where JavaScript
 * would throw a RangeError, it takes the whole process with it. This is a rough count that runs before it; it cannot
 * know every way to nest, so whoever compiles what is hostile does it in a process of its own.
 */
import { problemAt, type CompileProblem } from './problem.js';

const BRACKETS = 500;
/** Characters, blanks apart, between two of `;`, `{`, `}`, `,`. */
const STRETCH = 6000;
const ELSES = 1000;

export function nestedTooDeeply(file: string, source: string): CompileProblem | null {
  let depth = 0;
  let stretch = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '\\') {
      // escapes stand in strings and regular expressions, which may be long
      at += 5;
      continue;
    }
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (';{},'.includes(character)) stretch = 0;
    else if (character > ' ') stretch++;
    if (depth > BRACKETS || stretch > STRETCH) return problem(file, source, at);
  }
  const elses = source.match(/\belse\b/g)?.length ?? 0;
  return elses > ELSES ? problem(file, source, source.indexOf('else')) : null;
}

function problem(file: string, source: string, offset: number): CompileProblem {
  return problemAt(
    'unsupported',
    'The code is nested too deeply, or has an expression that is far too long. Divide it.',
    file,
    source,
    offset,
  );
}
