/** One line that says how far a long command is, where somebody is looking. */
export interface StatusLine {
  show(text: string): void;
  clear(): void;
}

export function statusLine(output: NodeJS.WritableStream & { isTTY?: boolean; columns?: number }): StatusLine {
  if (!output.isTTY) return { show: () => undefined, clear: () => undefined };
  const erase = '\r\u001b[2K';
  return {
    show: (text) => {
      output.write(`${erase}${text.slice(0, (output.columns ?? 80) - 1)}`);
    },
    clear: () => {
      output.write(erase);
    },
  };
}
