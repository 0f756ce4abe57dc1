import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classify, hasCode } from '../../shared/aws/classify';
import { obstacleKinds } from '../../shared/domain/obstacle';

/** An error as the SDK throws it. */
const sdkError = (name: string, httpStatusCode?: number): Error =>
  Object.assign(new Error('…'), { name, $metadata: { httpStatusCode } });

test.each([
  ['AccessDenied', 403, 'denied'],
  ['AccessDeniedException', 400, 'denied'],
  ['NotOrganizationMasterAccountException', 400, 'denied'],
  ['InvalidClientTokenId', 403, 'denied'],
  ['OptInRequired', 403, 'denied'],
  ['SomethingNewAboutRights', 403, 'denied'],
  ['ThrottlingException', 400, 'throttled'],
  ['Throttling', 400, 'throttled'],
  ['ProvisionedThroughputExceededException', 400, 'throttled'],
  ['SlowDown', 429, 'throttled'],
  ['ConflictException', 400, 'conflict'],
  ['TrailNotFoundException', 400, 'rejected'],
  ['InvalidHomeRegionException', 400, 'rejected'],
  ['ExpiredTokenException', 400, 'unreachable'],
  ['InternalFailure', 500, 'unreachable'],
  ['ServiceUnavailable', 503, 'unreachable'],
  ['TimeoutError', undefined, 'unreachable'],
])('%s with status %s is %s', (name, status, kind) => {
  expect(classify(sdkError(name, status), 'cloudtrail:StartLogging')).toEqual({
    kind,
    code: name,
    call: 'cloudtrail:StartLogging',
  });
});

test('a refused connection keeps the error code of Node.js', () => {
  const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(classify(error, 'sts:AssumeRole')).toMatchObject({
    kind: 'unreachable',
    code: 'ECONNREFUSED',
  });
});

test('the message of an AWS error is left out of the obstacle', () => {
  const error = Object.assign(sdkError('AccessDenied', 403), { message: 'arn:aws:iam::secret' });
  expect(JSON.stringify(classify(error, 'sts:AssumeRole'))).not.toContain('secret');
});

test('the code of a query service is its last part', () => {
  const error = sdkError('AWS.SimpleQueueService.NonExistentQueue', 400);
  expect(hasCode(error, 'NonExistentQueue')).toBe(true);
  expect(hasCode(error, 'QueueDoesNotExist')).toBe(false);
});

test('any value that is thrown becomes an obstacle, and an unknown error is never taken for success', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      const { kind, code } = classify(thrown, 'sts:AssumeRole');
      expect(obstacleKinds).toContain(kind);
      expect(code).not.toBe('');
    }),
  );
});
