/** Colour in the terminal, where there is one that shows it and nobody has asked for none. */
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

export type Format = Parameters<typeof styleText>[0];
export type Style = (format: Format, text: string) => string;

export const plain: Style = (_, text) => text;

/** The style of what is written to this stream; `NO_COLOR` and `FORCE_COLOR` decide before it does. */
export function styleFor(
  stream: NodeJS.WritableStream | WriteStream,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Style {
  return wantsColour(stream, environment) ? coloured : plain;
}

// Without `validateStream` the text would be styled as the standard output wants it, whatever it is written to.
const coloured: Style = (format, text) => styleText(format, text, { validateStream: false });

function wantsColour(
  stream: NodeJS.WritableStream | WriteStream,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR'] !== undefined) return environment['FORCE_COLOR'] !== '0';
  return environment['TERM'] !== 'dumb' && 'isTTY' in stream && stream.isTTY;
}
