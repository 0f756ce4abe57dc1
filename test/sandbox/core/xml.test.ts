import { expect, test } from '@jest/globals';
import { renderXml } from '../../../services/sandbox/core/protocols';

test('markup in a value is escaped', () => {
  expect(renderXml('R', 'urn:x', { Message: `<a href="x">&'` })).toBe(
    '<R xmlns="urn:x"><Message>&lt;a href=&quot;x&quot;&gt;&amp;&apos;</Message></R>',
  );
});

test('lists have members, dates are ISO 8601, absent members are left out', () => {
  const at = new Date('2026-11-21T12:00:00.500Z');
  expect(renderXml('R', 'urn:x', { At: at, List: ['a', 'b'], None: undefined })).toBe(
    '<R xmlns="urn:x"><At>2026-11-21T12:00:00Z</At><List><member>a</member><member>b</member></List></R>',
  );
});

test('a map has entries of key and value', () => {
  expect(renderXml('R', 'urn:x', { Attributes: new Map([['Owner', '111122223333']]) })).toBe(
    '<R xmlns="urn:x"><Attributes><entry><key>Owner</key><value>111122223333</value></entry></Attributes></R>',
  );
});
