/** The documentation of the result document, made from the descriptions in its schema so that it cannot go stale. */
import { z } from 'zod';
import { checkSchema, findingSchema, pictureSchema, resultSchema, strengthSchema } from './result.js';

interface Node {
  type?: string;
  description?: string;
  enum?: readonly string[];
  const?: string | number | boolean;
  properties?: Record<string, Node>;
  required?: readonly string[];
  items?: Node;
  oneOf?: readonly Node[];
  anyOf?: readonly Node[];
}

const chapters: readonly [title: string, field: string, schema: z.ZodType][] = [
  ['The document', '', resultSchema],
  ['A check', 'checks[]', checkSchema],
  ['Strength', 'strength', strengthSchema],
  ['A finding', 'findings[]', findingSchema],
  ['A trace', 'trace', pictureSchema],
];

/** The text of `docs/result.md`. */
export function resultDocs(): string {
  const parts = chapters.map(([title, field, schema]) => {
    const node = z.toJSONSchema(schema) as Node;
    return [`## ${title}`, ...(field === '' ? [] : [`\`${field}\``]), ...tables(node, schema)].join('\n\n');
  });
  return `${introduction}\n\n${parts.join('\n\n')}\n`;
}

const introduction = `# The result document

\`interleave grade … --json FILE\` writes one JSON document; every other report is made from it. Unknown fields never
occur; \`version\` changes when a field changes its meaning. With the same submission, assignment, seed and version the
document is the same but for \`rate\`. (This page is made from the schema in \`harness/report/result.ts\`.)`;

function tables(node: Node, schema: z.ZodType): string[] {
  const variants = node.oneOf ?? node.anyOf;
  if (!variants) return [table(node, schema, '')];
  return ['One of:', ...variants.map((variant) => table(variant, schema, ''))];
}

function table(node: Node, schema: z.ZodType, prefix: string): string {
  return ['| field | type | meaning |', '| --- | --- | --- |', ...rows(node, schema, prefix)].join('\n');
}

/** Objects within are listed with their path, but for those that have a chapter of their own. */
function rows(node: Node, schema: z.ZodType, prefix: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const optional = node.required?.includes(name) === false || node.required === undefined ? '?' : '';
    const path = `${prefix}${name}`;
    const own = `| \`${path}${optional}\` | ${typeOf(child)} | ${cell(child.description ?? '')} |`;
    if (hasChapter(name, schema)) return [own];
    const inner = child.items?.properties || child.items?.oneOf ? child.items : child;
    const within = child.items === inner ? `${path}[].` : `${path}.`;
    if (inner.oneOf) return [own, ...inner.oneOf.flatMap((variant) => rows(variant, schema, within))];
    return inner.properties ? [own, ...rows(inner, schema, within)] : [own];
  });
}

function hasChapter(name: string, schema: z.ZodType): boolean {
  return chapters.some(([, field, other]) => other !== schema && field.replace('[]', '') === name);
}

function typeOf(node: Node): string {
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(', ');
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.type === 'array') return `array of ${node.items ? typeOf(node.items) : 'values'}`;
  if (node.oneOf ?? node.anyOf) return 'one of several objects';
  return node.type ?? 'value';
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
