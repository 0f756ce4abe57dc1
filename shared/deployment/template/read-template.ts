import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { isValues, type Template, type TemplateResource } from './template';
import { NotRead, validationError } from './template-error';

const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/** A template as text (JSON or YAML) or as an object. Refuses what would need a macro to be understood. */
export function readTemplate(source: string | object): Template {
  const template = typeof source === 'string' ? readYaml(source) : source;
  if (!isValues(template)) throw validationError('Template format error: unsupported structure.');
  const unknown = Object.keys(template).find((name) => !sections.includes(name));
  if (unknown !== undefined) {
    throw new NotRead(`the template section ${unknown} is not read`);
  }
  if (!isValues(template.Resources) || Object.keys(template.Resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  for (const [id, resource] of Object.entries(template.Resources)) checkResource(id, resource);
  return template as unknown as Template;
}

const resourceKeys = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
];

function checkResource(id: string, resource: unknown): asserts resource is TemplateResource {
  if (!isValues(resource) || typeof resource.Type !== 'string') {
    throw validationError(
      `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  }
  const unknown = Object.keys(resource).find((name) => !resourceKeys.includes(name));
  if (unknown !== undefined) {
    throw new NotRead(`${unknown} of the resource ${id} is not read`);
  }
}

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
