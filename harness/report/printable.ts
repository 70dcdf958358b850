/**
 * Text that a submission had a part in (names, messages, source lines) made harmless: without escape sequences that a
 * terminal obeys, without what XML 1.0 cannot hold, and without marks that turn the direction of writing.
 */
export function printable(text: string): string {
  return text.replace(forbidden, '\ufffd');
}

// C0 and C1 controls but tab and line feed, bidirectional controls, line separators, noncharacters, lone surrogates.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\p{Surrogate}]/gu;
