import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { trace } from '../../shared/investigate/lineage/trace';
import { corpusRecords } from '../core/corpus';
import { history, stopLogging, told } from './records';

const now = () => Date.parse('2026-11-22T00:00:00Z');
const regions = ['us-east-1'];

const words = fc.constantFrom(
  'AssumedRole',
  'Root',
  'IAMUser',
  'AWSAccount',
  'FederatedUser',
  'WebIdentityUser',
  'SAMLUser',
  'IdentityCenterUser',
  '111122223333',
  'arn:aws:sts::111122223333:assumed-role/A/b',
  'ASIAX',
  'AKIAX',
  '',
);
const anything = fc.oneof(words, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>);
const identity = fc.dictionary(
  fc.constantFrom(
    'type',
    'arn',
    'accountId',
    'accessKeyId',
    'principalId',
    'userName',
    'sessionContext',
    'onBehalfOf',
    'invokedBy',
    'invokedByDelegate',
  ),
  anything,
);

test('for a record with any content the lineage is told and never fails', async () => {
  await fc.assert(
    fc.asyncProperty(identity, anything, anything, async (userIdentity, other, response) => {
      const { source } = history([
        stopLogging(userIdentity as never),
        stopLogging(userIdentity as never, { eventName: 'AssumeRole', responseElements: response }),
        stopLogging(other as never, { eventName: 'AssumeRole', eventID: other }),
      ]);
      const odd = {
        name: source.name,
        lookUp: async () => ({ kind: 'read' as const, records: [other], complete: false }),
      };
      const lineage = await trace({ sources: [source, odd], regions, now }, told());
      expect(lineage.links.length).toBeGreaterThan(0);
      expect(lineage.why).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

test('every public record gives an actor, or the reason why there is none', async () => {
  for (const record of corpusRecords('cloudtrail.amazonaws.com')) {
    const { source } = history([
      {
        ...record,
        eventID: 'event-1',
        recipientAccountId: '111122223333',
        awsRegion: 'us-east-1',
        eventTime: '2026-11-21T10:00:00Z',
      },
    ]);
    const lineage = await trace({ sources: [source], regions, now }, told());
    expect(lineage.links.length).toBeGreaterThan(0);
    expect(lineage.ends === 'human' ? lineage.human?.name : lineage.why).toBeTruthy();
  }
});
