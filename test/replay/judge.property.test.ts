import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unwrap } from '../../shared/record/unwrap';
import { startInference } from '../../shared/replay/infer';
import { rows } from '../../shared/tampering/records/catalogue';
import { judge } from '../../shared/tampering/records/judge';
import { ours } from './judging';

const calls = rows.flatMap((row) =>
  Object.entries(row.events).flatMap(([eventSource, names]) =>
    names.map((eventName) => ({ eventSource, eventName })),
  ),
);

/** Names that rows look for, so that what is made up gets past the first look. */
const name = fc.constantFrom(
  'bucketName',
  'name',
  'policy',
  'bucketPolicy',
  'Statement',
  'Condition',
  'LifecycleConfiguration',
  'Rule',
  'eventSelectors',
  'advancedEventSelectors',
  'fieldSelectors',
  'keyId',
  'roleName',
  'omitted',
  'policyDocument',
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    'our-logs',
    '1234abcd',
    'guard',
    'main',
    'arn:',
    'arn:aws:s3',
    '{"Statement":[null]}',
  ),
);
const parameters = fc.dictionary(
  name,
  fc.oneof(value, fc.dictionary(name, value), fc.array(fc.dictionary(name, value))),
);

test('a record with anything in its fields is judged and learned from', () => {
  const record = fc.record(
    {
      userIdentity: value,
      eventTime: value,
      awsRegion: value,
      errorCode: value,
      errorMessage: value,
      readOnly: value,
      requestParameters: parameters,
      responseElements: parameters,
      resources: value,
      serviceEventDetails: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.constantFrom(...calls), record, (call, fields) => {
      const read = unwrap({ ...call, ...fields });
      // Neither an object nor the text of one: said, and never read as empty.
      if (read.kind === 'refused') return expect(read.why).toMatch(/^its \w+ is neither /);
      const inference = startInference();
      for (const one of read.records) {
        inference.learn(one);
        for (const { sentence, row } of judge(one, ours)) {
          expect(sentence).not.toBe('');
          expect(row).toMatch(/^[A-Z0-9]+(-\d\d(\.\.\d\d)?)?$/);
        }
      }
      inference.known();
    }),
    { numRuns: 800 },
  );
});

test('any JSON at all is unwrapped or refused', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => expect(unwrap(json).kind).toBeDefined()));
});
