/**
 * Where AWS says that each statement of a policy is, counting lines and columns from 1: right behind what stands before it,
 * the opening bracket or the statement before. Recorded on AWS, September 2026, for policies without white space
 */
export function statementPlaces(
  text: string,
): readonly { readonly line: number; readonly column: number }[] {
  return beginnings(text).map((index) => {
    const lines = text.slice(0, index).split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  });
}

function beginnings(text: string): readonly number[] {
  const found: number[] = [];
  let open = '';
  let key = '';
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    const isIn = key === '"Statement"';
    if (token === '{' || token === '[') {
      if (isIn && open === '{') found.push(token === '[' ? index + 1 : index);
      open += token;
    } else if (token === '}' || token === ']') {
      open = open.slice(0, -1);
      if (isIn && token === '}' && open === '{[') found.push(index + 1);
    } else if (open === '{' && /^\s*:/.test(text.slice(index + token.length))) key = token;
  }
  return found;
}
