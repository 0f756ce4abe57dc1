import { expect, test } from '@jest/globals';
import { nothingKnown } from '../../../shared/record/known';
import { readRecord } from '../../../shared/record/log-record';
import { reportsOf } from '../../../shared/restore/reported/reports-of';
import { aRecord } from '../../replay/a-record';

const OWNER = '111122223333';
const AT = `arn:aws:s3:us-east-1:${OWNER}:accesspoint/pictures/object/*`;

const told = (name: string, request: object = {}, more: object = {}) => {
  const detail = aRecord({ source: 's3', name, request: { name: 'pictures', ...request } });
  const record = readRecord({ ...detail, ...more });
  if (!record) throw new Error('It is no record.');
  return reportsOf(record, nothingKnown).map(({ row, target, sentence }) => ({
    ...{ row, target, sentence },
  }));
};
const allow = (more: object) => ({
  ...{ Sid: 'One', Effect: 'Allow', Action: 's3:GetObject', Resource: AT, ...more },
});
const policyOf = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const put = (...statements: object[]) =>
  told('PutAccessPointPolicy', { policy: JSON.stringify(policyOf(...statements)) });

test('an access point whose policy lets everyone in is told, with the statement at fault', () => {
  const [one, ...others] = put(
    allow({ Sid: 'Own', Principal: { AWS: OWNER } }),
    allow({ Sid: 'Everyone', Principal: '*' }),
    allow({ Sid: 'Other', Principal: { AWS: '444455556666' } }),
  );
  expect(others).toEqual([]);
  expect(one).toEqual({
    ...{ row: 'BKT-06', target: 'pictures' },
    sentence: `Everyone on the internet may read objects of bucket of account ${OWNER} through access point pictures (statement Everyone).`,
  });
});

test('its bucket is named where the record names it, and another account is a person’s to know', () => {
  const resources = [{ ARN: 'arn:aws:s3:::shop', accountId: OWNER }];
  const policy = policyOf(allow({ Principal: { AWS: '444455556666' } }));
  // In the body of the request, as an object.
  const request = { PutAccessPointPolicyRequest: { Policy: policy } };
  expect(told('PutAccessPointPolicy', request, { resources })).toMatchObject([
    {
      sentence:
        'Account 444455556666, which is not the owner, may read objects of bucket shop through access point pictures (statement One).',
    },
  ]);
});

test('a policy that only its owner passes is not told', () => {
  expect(put(allow({ Principal: { AWS: OWNER } }))).toEqual([]);
  expect(
    put(
      allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': OWNER } } }),
      allow({ Principal: '*', Effect: 'Deny' }),
    ),
  ).toEqual([]);
});

test('what the record does not show is told as that, and so is a policy that was deleted', () => {
  const unseen = 'Access point pictures has another policy, and the record does not show it.';
  expect(told('PutAccessPointPolicy')).toMatchObject([{ sentence: unseen }]);
  expect(told('PutAccessPointPolicy', { policy: 'no policy' })).toMatchObject([
    { sentence: unseen },
  ]);
  expect(told('DeleteAccessPointPolicy')).toMatchObject([
    {
      sentence:
        'The policy of access point pictures was deleted: what it refused is refused no longer.',
    },
  ]);
  expect(told('DeleteAccessPointPolicy', {}, { errorCode: 'AccessDenied' })).toEqual([]);
});

test('a policy of many strangers is told in a few sentences', () => {
  const many = Array.from({ length: 200 }, (_, at) => allow({ Sid: `S${at}`, Principal: '*' }));
  const [one] = put(...many);
  expect(one?.sentence.match(/statement S/g)).toHaveLength(3);
});
