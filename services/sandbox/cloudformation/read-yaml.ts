import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { validationError } from './template';

const shortForms = new Set(
  'Ref Condition And Base64 Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Select Split Sub'.split(
    ' ',
  ),
);

/** YAML or JSON text as plain values; short intrinsics such as `!Sub` become their long form. */
export function readYaml(text: string): unknown {
  // Silent: the tags of the intrinsics are unknown to YAML and read from its tree below.
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) throw validationError(`Template format error: ${error.message}`);
  return plain(document, document.contents);
}

function plain(document: Document, node: unknown): unknown {
  if (isAlias(node)) return plain(document, node.resolve(document));
  const value = untagged(document, node);
  const tag = typeof node === 'object' && node !== null ? Reflect.get(node, 'tag') : undefined;
  return typeof tag === 'string' && /^![A-Z]/.test(tag) ? longForm(tag.slice(1), value) : value;
}

function untagged(document: Document, node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plain(document, item));
  if (!isMap(node)) return null;
  return Object.fromEntries(
    node.items.map(({ key, value }) => [String(plain(document, key)), plain(document, value)]),
  );
}

function longForm(name: string, value: unknown): unknown {
  if (!shortForms.has(name)) {
    throw validationError(`Template format error: Unresolved tag !${name}`);
  }
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? split(value) : value };
}

/** `Logical.Attribute`, where the attribute may have dots of its own. */
function split(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
