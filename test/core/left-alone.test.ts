import { expect, test } from '@jest/globals';
import { timelineOf } from '../../shared/domain/happening';
import { decide } from '../../shared/restore/decide';
import { describeLeft, leftAlone } from '../../shared/restore/differences';
import { reconcile } from '../../shared/restore/reconcile';
import { aBaseline } from '../builders/a-baseline';
import { anEvent } from '../builders/a-signal';
import { anAbsent, aPresent } from '../builders/an-observation';
import { at } from '../builders/at';
import {
  aLogBucket,
  aLogBucketBaseline,
  aLogBucketSeen,
} from '../builders/log-bucket/a-log-bucket';
import { TrailWorld } from './trail-world';

test('a removed lifecycle keeps more, so it is left alone and named as such', () => {
  const observation = aLogBucketSeen({ lifecycle: { Rules: [] } });
  const baseline = aLogBucketBaseline();
  const why = { exemptions: [], events: [], now: at(60) };
  expect(decide({ observation, memory: { baseline }, ...why })).toEqual({ kind: 'compliant' });
  expect(leftAlone(observation, baseline)).toEqual(['lifecycle.Rules']);
  expect(describeLeft(['lifecycle.Rules'])).toMatch(
    /differs in lifecycle\.Rules, and nothing of that is weaker/,
  );
});

test('neither a part that was not read nor a subject that is gone counts as left alone', () => {
  const { id } = aLogBucket();
  const state = {
    name: id.split(':::')[1] ?? '',
    isOurs: true,
    versioning: { Status: 'Enabled' },
  } as const;
  const seen = { kind: 'present', subject: aLogBucket(), observedAt: at(60), state } as const;
  expect(leftAlone(seen, aLogBucketBaseline())).toEqual([]);
  expect(leftAlone(anAbsent(), aBaseline())).toEqual([]);
  expect(leftAlone(aPresent(), aBaseline())).toEqual([]);
});

test('an incident does not say "as its baseline says" of a trail that differs without being weaker', async () => {
  const world = new TrailWorld();
  world.rest = { ...world.rest, tags: { ...world.rest.tags, added: 'since' } };
  world.stop();
  const untag = anEvent({ id: 'tags', evidence: { eventName: 'AddTags' } });
  const look = await reconcile(
    { subject: world.trail, signals: [anEvent(), untag] },
    world.ports(),
  );
  expect(look.outcome).toBe('restored');
  expect(timelineOf(look).at(-1)?.text).toMatch(
    /^read back: it differs in tags\.added, and nothing of that is weaker/,
  );
  const plain = await reconcile({ subject: world.trail, signals: [anEvent()] }, world.ports());
  expect(plain.left).toBeUndefined(); // tags were not read
});
