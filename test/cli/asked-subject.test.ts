import { expect, test } from '@jest/globals';
import { askedSubject } from '../../services/cli/incidents/asked-subject';

const accountId = '111122223333';
const place = `${accountId}/us-east-1`;
const trail = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/main`;

test.each([
  [trail, [`trail#${trail}`]],
  [`trail#${trail}`, [`trail#${trail}`]],
  [place, [`unread#${place}`, `heartbeat#${place}`, `hosts#${place}`]],
  [`unread#${place}`, [`unread#${place}`]],
  [`heartbeat#${place}`, [`heartbeat#${place}`]],
  [accountId, [`account#${accountId}`]],
  [`account#${accountId}`, [`account#${accountId}`]],
  [`report#ORG-06#${accountId}`, [`report#ORG-06#${accountId}`]],
  [`report#CT-14#${place}/rogue`, [`report#CT-14#${place}/rogue`]],
])('incidents on %s are found by %j', (text, keys) => {
  expect(askedSubject(text)).toEqual({ keys, accountId });
});

test.each(['main', '1111/us-east-1', `${accountId}/nowhere`, 'unread#', 'report#x#y'])(
  '%s is no subject of an incident',
  (text) => {
    expect(() => askedSubject(text)).toThrow(/must be an ARN/);
  },
);
