/** A piece of a `Fn::Sub` text: as it stands, or the name in `${…}`. */
export type Piece =
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
