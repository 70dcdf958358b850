/** Classes: methods that may reach a step are written as generators and converted before anything else can see them. */
import { isFunction, keyName, statements, valueNode, type Node } from './ast.js';
import { functionPrefix, functionRest, lengthParameters, links, twinRest } from './emit-functions.js';
import type { Emitter } from './emitter.js';
import { PrivateNames, privateTwin } from './private-names.js';
import { needsTwin } from './switchable.js';
import { Temporaries } from './temporaries.js';

/** Texts of property keys, to be converted or marked in the class's first static block. */
interface Lists {
  twins: { instance: string[]; static: string[] };
  leaves: { instance: string[]; static: string[] };
}

export function classText(e: Emitter, node: Node, name = node.id?.name ?? ''): string {
  return e.scoped(() => {
    const heritage = node.superClass === null ? '' : ` extends ${e.emit(node.superClass)}`;
    const outer = e.privateNames;
    e.privateNames = new PrivateNames(outer, node, e.scopes);
    const lists: Lists = { twins: { instance: [], static: [] }, leaves: { instance: [], static: [] } };
    const members = statements(node.body);
    const last = lastDefinitions(members);
    const texts = members.map((member) => memberTextOf(e, member, lists, last.has(member)));
    e.privateNames = outer;
    return `class ${name}${heritage} { ${conversion(e, lists)}${texts.join('\n')} }`;
  });
}

/** Members that no later one of the same name replaces. */
function lastDefinitions(members: readonly Node[]): Set<Node> {
  const last = new Map<unknown, Node>();
  for (const member of members) {
    if (member.type !== 'MethodDefinition') continue;
    const name = member.computed && member.key.type !== 'Literal' ? undefined : keyName(member);
    last.set(name === undefined ? member : `${String(member.static)} ${name}`, member);
  }
  return new Set(last.values());
}

function conversion(e: Emitter, lists: Lists): string {
  const calls: string[] = [];
  const add = (call: string, target: string, names: string[]): void => {
    if (names.length === 0) return;
    const list = `[${names.join(', ')}]`;
    // only where names are computed can two methods turn out to be the same
    const computed = names.some((name) => !name.startsWith('"'));
    calls.push(`${call}(${target}, ${computed ? `${e.helper('__il_methods')}(${target}, ${list})` : list});`);
  };
  add('__il_rt.methods', 'this.prototype', lists.twins.instance);
  add('__il_rt.methods', 'this', lists.twins.static);
  if (lists.leaves.instance.length > 0) add(e.helper('__il_leaf'), 'this.prototype', lists.leaves.instance);
  if (lists.leaves.static.length > 0) add(e.helper('__il_leaf'), 'this', lists.leaves.static);
  return calls.length === 0 ? '' : `static { ${calls.join(' ')} }\n`;
}

function memberTextOf(e: Emitter, member: Node, lists: Lists, final: boolean): string {
  switch (member.type) {
    case 'StaticBlock':
      return staticBlock(e, member);
    case 'PropertyDefinition':
      return `${member.static ? 'static ' : ''}${keyText(e, member)}${fieldValue(e, member)};`;
    case 'AccessorProperty':
      return accessorField(e, member);
    case 'MethodDefinition':
      return method(e, member, lists, final);
    default:
      return '';
  }
}

function keyText(e: Emitter, member: Node): string {
  return member.computed ? `[${e.emit(member.key)}]` : e.text(member.key);
}

function staticBlock(e: Emitter, member: Node): string {
  const temporaries = new Temporaries();
  return e.within({ owner: e.scopes.info(member), twin: false, temporaries }, () => {
    const text = e.inside(member);
    return `static { ${temporaries.declaration()}${links(e, statements(member))}${text}}`;
  });
}

function fieldValue(e: Emitter, member: Node): string {
  const value = valueNode(member);
  if (value === null) return '';
  const owner = e.scopes.info(member);
  if (owner.mayStep) e.unswitchable.push({ site: e.sites.number(value), reason: 'the initial value of a field' });
  const written = keyName(member);
  const name =
    written === undefined ? '""' : JSON.stringify(member.key.type === 'PrivateIdentifier' ? `#${written}` : written);
  return ` = ${e.selfContained(owner, () => e.named(value, name))}`;
}

/** `accessor x = 1`, which engines do not know yet. */
function accessorField(e: Emitter, member: Node): string {
  const prefix = member.static ? 'static ' : '';
  const key = keyText(e, member);
  const hidden = `#__il_accessor_${keyName(member) ?? String(member.start)}`;
  return (
    `${prefix}${hidden}${fieldValue(e, member)};\n` +
    `${prefix}get ${key}() { return this.${hidden}; } ${prefix}set ${key}(value) { __il_rt.effect(); this.${hidden} = value; }`
  );
}

function method(e: Emitter, member: Node, lists: Lists, final: boolean): string {
  const value = valueNode(member);
  if (value === null || !isFunction(value)) return '';
  const prefix = member.static ? 'static ' : '';
  if (member.kind === 'constructor') return `constructor${functionRest(e, value, member)}`;
  const twin = needsTwin(value, e.scopes);
  if (member.key.type === 'PrivateIdentifier') {
    if (twin) return privateMember(e, member, value, prefix);
  } else if (member.kind === 'method' && twin) {
    return `${prefix}*${listed(e, member, lists.twins, final)}${twinRest(e, value)}`;
  }
  const accessor = member.kind === 'method' ? '' : `${member.kind} `;
  const key =
    member.kind === 'method' && member.key.type !== 'PrivateIdentifier'
      ? listed(e, member, lists.leaves, final)
      : keyText(e, member);
  return `${prefix}${accessor}${functionPrefix(value)}${key}${functionRest(e, value, member)}`;
}

/** The key, entered into a list by its name or, if computed, by the temporary that keeps it. */
function listed(e: Emitter, member: Node, list: Lists['twins'], final: boolean): string {
  const names = member.static ? list.static : list.instance;
  const written = member.computed && member.key.type !== 'Literal' ? undefined : keyName(member);
  if (written !== undefined) {
    if (final) names.push(JSON.stringify(written));
    return keyText(e, member);
  }
  const temporary = e.temporaries.take();
  names.push(temporary);
  return `[(${temporary} = ${e.helper('__il_pk')}(${e.emit(member.key)}))]`;
}

function privateMember(e: Emitter, member: Node, value: Node, prefix: string): string {
  const hidden = privateTwin(member.key.name);
  const twin = `${prefix}*${hidden}${twinRest(e, value)}`;
  const get = member.kind === 'get';
  const head = `${prefix}${get ? 'get ' : ''}#${member.key.name}(${lengthParameters(value)})`;
  return `${twin}\n${head} { return __il_rt.drive(this.${hidden}(${get ? '' : '...arguments'})); }`;
}
