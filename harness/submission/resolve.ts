/** Which file a relative import means. */

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

/** The files that a specifier may mean, best first. `from` and the results are relative to the submission's folder. */
export function candidates(specifier: string, from: string): string[] {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      // above the submission's folder there is nothing that may be imported
      if (parts.length === 0) return [];
      parts.pop();
    } else parts.push(part);
  }
  const path = parts.join('/');
  const typed = path.endsWith('.js')
    ? [`${path.slice(0, -3)}.ts`]
    : path.endsWith('.mjs')
      ? [`${path.slice(0, -4)}.mts`]
      : [];
  return [
    ...new Set([
      path,
      ...typed,
      ...EXTENSIONS.map((extension) => path + extension),
      ...EXTENSIONS.map((extension) => `${path}/index${extension}`),
    ]),
  ].filter((candidate) => EXTENSIONS.some((extension) => candidate.endsWith(extension)));
}

export function isRelative(specifier: string): boolean {
  return specifier.startsWith('./') || specifier.startsWith('../') || specifier === '.' || specifier === '..';
}
