import { readFileSync } from 'node:fs';
import { type CollectionTag, parse, type ScalarTag, type YAMLSeq } from 'yaml';
import type { Template } from '../../services/cli/local/template';

/** Reads a YAML template, with the short forms (`!Sub x`) written out (`{ "Fn::Sub": "x" }`). */
export function readTemplate(path: string): Template {
  const known = read.get(path);
  if (known) return known;
  const template = parse(readFileSync(path, 'utf8'), { customTags: SHORT_FORMS }) as Template;
  read.set(path, template);
  return template;
}

const read = new Map<string, Template>();

const SHORT_FORMS: (ScalarTag | CollectionTag)[] = [
  { tag: '!Ref', resolve: (name) => ({ Ref: name }) },
  { tag: '!GetAtt', resolve: (path) => ({ 'Fn::GetAtt': path.split('.') }) },
  { tag: '!Sub', resolve: (text) => ({ 'Fn::Sub': text }) },
  ...['If', 'Equals', 'Not', 'And', 'Or', 'Join', 'Select', 'Split', 'Sub'].map(
    (name): CollectionTag => ({
      tag: `!${name}`,
      collection: 'seq',
      resolve: (sequence) => ({ [`Fn::${name}`]: (sequence as YAMLSeq).toJSON() }),
    }),
  ),
];
