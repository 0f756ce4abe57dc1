import type { Values } from './template';

/** What the names in a template stand for while a stack is made. */
export interface Scope {
  /** Parameter, pseudo parameter or physical id of a resource; undefined if there is none of that name (yet). */
  readonly ref: (name: string) => unknown;
  /** Undefined if the resource does not exist (yet) or has no such attribute. */
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, top: string) => Values | undefined;
  /** Value of another stack's export in this account and Region. */
  readonly importValue: (name: string) => unknown;
}

/** A piece of a `Fn::Sub` text: as it stands, or the name in `${…}`. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string };

/** `${!Literal}` is the text `${Literal}`. */
export function substitutions(text: string): readonly Piece[] {
  return text.split(/(\$\{[^}]*\})/).flatMap((part): readonly Piece[] => {
    const name = /^\$\{([^}]*)\}$/.exec(part)?.[1];
    if (name === undefined) return part === '' ? [] : [{ kind: 'text', text: part }];
    if (name.startsWith('!')) return [{ kind: 'text', text: `\${${name.slice(1)}}` }];
    return [{ kind: 'name', name: name.trim() }];
  });
}
