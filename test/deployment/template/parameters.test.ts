import { expect, test } from '@jest/globals';
import { resolveParameters } from '../../../shared/deployment/template/parameters';
import { readTemplate } from '../../../shared/deployment/template/read-template';

const template = readTemplate(`
Parameters:
  OrganizationId:
    Type: String
    AllowedPattern: o-[a-z0-9]{10}
    ConstraintDescription: must be an organization id such as o-a1b2c3d4e5
  Regions: { Type: CommaDelimitedList, Default: 'us-east-1, eu-west-1', AllowedPattern: '[a-z0-9-]+' }
  EscalateAfter: { Type: Number, Default: 3, MinValue: 1 }
  Policy: { Type: String, Default: strict, AllowedValues: [strict, open] }
Resources:
  Topic: { Type: AWS::SNS::Topic }
`);

const OrganizationId = 'o-a1b2c3d4e5';

function refusal(given: Record<string, string>): () => unknown {
  return () => resolveParameters(template, given);
}

test('defaults fill in, and a list is its parts', () => {
  const values = resolveParameters(template, { OrganizationId });
  expect(Object.fromEntries(values)).toEqual({
    OrganizationId,
    Regions: ['us-east-1', 'eu-west-1'],
    EscalateAfter: '3',
    Policy: 'strict',
  });
});

test('a parameter without a default is required', () => {
  expect(refusal({})).toThrow('Parameters: [OrganizationId] must have values');
});

test('a parameter the template does not have is refused', () => {
  expect(refusal({ OrganizationId, Color: 'red' })).toThrow(
    'Parameters: [Color] do not exist in the template',
  );
});

test('a value that does not match its pattern is refused with the template’s sentence', () => {
  expect(refusal({ OrganizationId: 'example' })).toThrow(
    'Parameter OrganizationId failed to satisfy constraint: must be an organization id such as o-a1b2c3d4e5',
  );
});

test('each value of a list has to match the pattern', () => {
  expect(refusal({ OrganizationId, Regions: 'us-east-1,Ohio' })).toThrow(
    'Parameter Regions must match pattern [a-z0-9-]+',
  );
});

test('a number below its minimum, and a text that is no number, are refused', () => {
  expect(refusal({ OrganizationId, EscalateAfter: '0' })).toThrow(
    "Parameter 'EscalateAfter' must be a number not less than 1",
  );
  expect(refusal({ OrganizationId, EscalateAfter: 'often' })).toThrow(
    "Parameter 'EscalateAfter' must be a number.",
  );
});

test('a value that is not among those allowed is refused', () => {
  expect(refusal({ OrganizationId, Policy: 'loose' })).toThrow(
    "Parameter 'Policy' must be one of AllowedValues",
  );
});
