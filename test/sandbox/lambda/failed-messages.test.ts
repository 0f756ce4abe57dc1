import { expect, test } from '@jest/globals';
import { failedMessages } from '../../../services/sandbox/lambda/poll-queue';

const batch = ['a', 'b'];

function failed(payload: unknown, reports = true): readonly string[] {
  return [...failedMessages(batch, { kind: 'succeeded', payload }, reports)];
}

test.each([
  ['null', null],
  ['an empty object', {}],
  ['null failures', { batchItemFailures: null }],
  ['no failures', { batchItemFailures: [] }],
])('an answer of %s means that all messages succeeded', (_name, payload) => {
  expect(failed(payload)).toEqual([]);
});

test('an empty object names no message, so that only what is named beside it comes back', () => {
  expect(failed({ batchItemFailures: [{}] })).toEqual([]);
  expect(failed({ batchItemFailures: [{}, { itemIdentifier: 'a' }] })).toEqual(['a']);
});

test('the named messages come back, and the others do not', () => {
  expect(failed({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['b']);
});

test.each([
  ['an empty identifier', { itemIdentifier: '' }],
  ['no identifier', { itemIdentifier: null }],
  ['a bad key', { messageId: 'a' }],
  ['a message of another batch', { itemIdentifier: 'c' }],
])('a failure with %s brings back the whole batch', (_name, failure) => {
  expect(failed({ batchItemFailures: [failure] })).toEqual(batch);
});

test('an error brings back the whole batch', () => {
  const result = { kind: 'failed', errorType: 'Error', errorMessage: 'no' } as const;
  expect([...failedMessages(batch, result, true)]).toEqual(batch);
});

test('without ReportBatchItemFailures the answer is ignored', () => {
  expect(failed({ batchItemFailures: [{ itemIdentifier: 'a' }] }, false)).toEqual([]);
});
