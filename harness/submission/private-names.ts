/** What the private names of the classes around the code being emitted stand for. */
import { statements, valueNode, type Node } from './ast.js';
import { needsTwin } from './switchable.js';
import type { Scopes } from './scope.js';

/** `twin`: a method with a generator beside it; `leaf`: a method without; `getter`: with a generator beside it. */
export type PrivateMember = 'twin' | 'leaf' | 'getter' | 'other';

export class PrivateNames {
  private readonly own = new Map<string, PrivateMember>();

  constructor(
    private readonly outer: PrivateNames | null,
    classNode: Node,
    scopes: Scopes,
  ) {
    for (const member of statements(classNode.body)) {
      if (member.type === 'StaticBlock' || member.key.type !== 'PrivateIdentifier') continue;
      const name = member.key.name;
      const value = valueNode(member);
      let kind: PrivateMember = 'other';
      if (member.type === 'MethodDefinition' && value !== null) {
        const twin = needsTwin(value, scopes);
        if (member.kind === 'method') kind = twin ? 'twin' : 'leaf';
        else if (member.kind === 'get' && twin) kind = 'getter';
        else if (member.kind === 'set' && this.own.get(name) === 'getter') kind = 'getter';
      }
      this.own.set(name, kind);
    }
  }

  kind(name: string): PrivateMember {
    return this.own.get(name) ?? this.outer?.kind(name) ?? 'other';
  }
}

/** The private name of the generator beside a private method or getter. */
export function privateTwin(name: string): string {
  return `#__il_${name}`;
}
