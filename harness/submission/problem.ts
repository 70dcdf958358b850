/** Why a submission cannot be compiled: something its author can mend, with the place and the way out. */
import { codeFrameColumns } from '@babel/code-frame';

export interface CompileProblem {
  kind: 'syntax' | 'forbidden-import' | 'missing-module' | 'missing-export' | 'reserved-name' | 'unsupported';
  message: string;
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The lines around it, with a mark; without colours. */
  frame: string;
}

const LONGEST_LINE = 2000;

/** Carries a problem out of the compiler's depths; caught by `compile`. */
export class CompileError extends Error {
  constructor(readonly problem: CompileProblem) {
    super(problem.message);
  }
}

/** @param offset in UTF-16 units from the beginning of the source */
export function problemAt(
  kind: CompileProblem['kind'],
  message: string,
  file: string,
  source: string,
  offset: number,
): CompileProblem {
  const before = source.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  // a frame of lines without end would be of no use to anybody
  if (before.some((text) => text.length > LONGEST_LINE)) return { kind, message, file, line, column, frame: '' };
  return { kind, message, file, line, column, frame: codeFrameColumns(source, { start: { line, column } }) };
}
