import { expect, test } from '@jest/globals';
import { references } from '../../../shared/deployment/template/creation-order';
import { readYaml } from '../../../shared/deployment/template/read-template';
import { resolve, type Scope } from '../../../shared/deployment/template/resolve';

const names: Readonly<Record<string, unknown>> = {
  'AWS::Region': 'us-east-1',
  Queue: 'http://127.0.0.1/111122223333/signals',
  Regions: ['us-east-1', 'eu-west-1'],
};

const scope: Scope = {
  ref: (name) => names[name],
  attribute: (id, name) => (id === 'Queue' && name === 'Arn' ? 'arn:aws:sqs:::signals' : undefined),
  condition: (name) => name === 'IsHome',
  mapping: (map, top) => (map === 'Sizes' && top === 'us-east-1' ? { memory: 1024 } : undefined),
  importValue: (name) => (name === 'bus' ? 'arn:aws:events:::event-bus/central' : undefined),
};

function resolved(yaml: string): unknown {
  return resolve(readYaml(yaml), scope);
}

test.each([
  ['!Ref Queue', 'http://127.0.0.1/111122223333/signals'],
  ['!GetAtt Queue.Arn', 'arn:aws:sqs:::signals'],
  [
    `!Sub '\${AWS::Region}/\${Queue.Arn}/\${!Literal}'`,
    `us-east-1/arn:aws:sqs:::signals/\${Literal}`,
  ],
  [`!Sub ['\${Name}-\${AWS::Region}', { Name: !Select [1, !Ref Regions] }]`, 'eu-west-1-us-east-1'],
  ["!Join ['|', !Ref Regions]", 'us-east-1|eu-west-1'],
  ["!Split [',', 'a,b']", ['a', 'b']],
  ['!If [IsHome, here, !Ref NowhereToBeFound]', 'here'],
  ['!FindInMap [Sizes, !Ref AWS::Region, memory]', 1024],
  ['!ImportValue bus', 'arn:aws:events:::event-bus/central'],
  ['{ kept: 1, gone: !Ref AWS::NoValue }', { kept: 1 }],
  ['[a, !If [IsElsewhere, b, !Ref AWS::NoValue]]', ['a']],
  ["!And [!Equals [1, '1'], !Not [!Condition IsElsewhere], !Or [!Condition IsHome, false]]", true],
])('%s is resolved', (yaml, expected) => {
  expect(resolved(yaml)).toEqual(expected);
});

test('a reference to an unknown name is refused', () => {
  expect(() => resolved('!Ref Missing')).toThrow('Unresolved resource dependencies [Missing]');
  expect(() => resolved('!GetAtt Queue.Color')).toThrow(
    'undefined resource or attribute Queue.Color',
  );
});

test('an intrinsic that is not known is refused, naming the file to change', () => {
  expect(() => resolve({ 'Fn::Transform': { Name: 'AWS::Include' } }, scope)).toThrow(
    'Fn::Transform is not read; add it to shared/deployment/template/resolve.ts',
  );
});

test('only the chosen branch of a condition is a dependency', () => {
  const value = readYaml(
    `{ a: !If [IsHome, !GetAtt Role.Arn, !Ref Other], b: !Sub '\${Bus.Arn}' }`,
  );
  expect([...references(value, scope)]).toEqual(['Role', 'Bus']);
});
