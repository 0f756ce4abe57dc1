import { join } from 'node:path';
import { ROOT } from '../../services/cli/local/package-service';
import { resourcesOfType } from '../../services/cli/local/template';
import { hooks } from '../../services/sandbox';
import { readTemplate } from '../templates/read-template';
import { guarded } from './here';

const PARAMETERS: Readonly<Record<string, unknown>> = {
  ProtectedBuckets: guarded.buckets,
  ProtectedKeys: guarded.keys,
  ProtectedLogGroup: guarded.logGroup,
  'AWS::Partition': 'aws',
  'AWS::AccountId': '111122223333',
  ProtectedTopics: ['arn:aws:sns:us-east-1:333344445555:trail'],
};

let patterns: readonly ReturnType<typeof hooks.events.parsePattern>[] | undefined;

/** Does a rule of the member template forward this event? */
export function isForwarded(event: unknown): boolean {
  patterns ??= readPatterns();
  return patterns.some((pattern) => hooks.events.matchesPattern(pattern, event));
}

const readPatterns = () =>
  resourcesOfType(
    readTemplate(join(ROOT, 'services/member/template.yml')),
    'AWS::Events::Rule',
  ).map(([, { Properties }]) => hooks.events.parsePattern(resolved(Properties.EventPattern)));

/** References to parameters replaced by what these tests guard. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return PARAMETERS[String(value.Ref)];
  if ('Fn::Sub' in value)
    return String(value['Fn::Sub']).replace(/\$\{([\w:]+)\}/g, (_, name) =>
      String(PARAMETERS[name]),
    );
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner)]));
}
