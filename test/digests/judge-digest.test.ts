import { expect, test } from '@jest/globals';
import { readDigest } from '../../shared/watch/digests/digest';
import { type Found, judgeDigest, type Link } from '../../shared/watch/digests/judge-digest';
import { stringToSign } from '../../shared/watch/digests/string-to-sign';
import { at } from './generate';

const written = {
  digestStartTime: at(0),
  digestEndTime: at(1),
  digestS3Bucket: 'trail-logs',
  digestS3Object: 'AWSLogs/digest.json.gz',
  digestPublicKeyFingerprint: 'key',
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestSignature: null,
  previousDigestHashValue: null,
  logFiles: [],
};
const found: Found = { kind: 'digest', digest: written, hash: 'aa', signature: '0f' };
const place = { key: written.digestS3Object, bucket: 'trail-logs', link: undefined };
const link: Link = { bucket: 'trail-logs', key: place.key, signature: '0f', hash: 'aa' };
const genuine = () => 'genuine' as const;

test('a genuine digest in its own place is valid', () => {
  expect(judgeDigest(found, place, genuine)).toBe('valid');
  expect(judgeDigest(found, { ...place, link }, genuine)).toBe('valid');
});

test('a genuine digest counts as exchanged when the next one has another hash or signature of it', () => {
  for (const other of [
    { ...link, hash: 'bb' },
    { ...link, signature: 'f0' },
  ]) {
    expect(judgeDigest(found, { ...place, link: other }, genuine)).toBe('hash-mismatch');
  }
});

test('a digest in another bucket or under another key counts as moved', () => {
  expect(judgeDigest(found, { ...place, bucket: 'copy' }, genuine)).toBe('moved');
  expect(judgeDigest(found, { ...place, key: 'other' }, genuine)).toBe('moved');
});

test('a digest that could not be read is never valid', () => {
  expect(judgeDigest({ kind: 'unreadable', why: 'AccessDenied' }, place, genuine)).toBe(
    'unreadable',
  );
  expect(judgeDigest({ kind: 'missing' }, place, genuine)).toBe('missing');
});

test('an unknown key and a forged signature are told apart', () => {
  expect(judgeDigest(found, place, () => 'unknown-key')).toBe('unknown-key');
  expect(judgeDigest(found, place, () => 'forged')).toBe('bad-signature');
});

test('the first digest of a chain signs the word null in place of the earlier signature', () => {
  expect(stringToSign(written, 'aa')).toBe(`${at(1)}\ntrail-logs/AWSLogs/digest.json.gz\naa\nnull`);
});

test('a text that is no digest is read as undefined, without an exception', () => {
  expect(readDigest(JSON.stringify(written))).toEqual(written);
  expect(readDigest(JSON.stringify({ ...written, digestEndTime: 'soon' }))).toBeUndefined();
  expect(readDigest('{"digestEndTime"')).toBeUndefined();
  expect(readDigest('null')).toBeUndefined();
});
