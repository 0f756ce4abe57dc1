import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountEvents, accountLook, accountWindows } from '../../shared/domain/account';
import { withoutWindows } from '../../shared/domain/account-whole';
import {
  atMostWindows,
  type ClosedWindow,
  isWithin,
  measure,
  unite,
} from '../../shared/domain/blind-window';
import { type IncidentRecord, room } from '../../shared/domain/incident-record';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { EventSignal } from '../../shared/domain/signal';
import { aFinding } from '../builders/a-finding';
import { aCheck, anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aTrailState, fromStatus } from '../builders/a-trail-state';
import { aPresent } from '../builders/an-observation';
import { at } from '../builders/at';

/** An incident without any event or window yet. */
const empty: IncidentRecord = {
  ...{ id: 'inc-1', organization: 'organization', openedAt: at(0), openedKey: `${at(0)}#inc-1` },
  ...{
    subjectKey: 'trail#main',
    subjectId: 'main',
    accountId: '111122223333',
    region: 'us-east-1',
  },
  ...{ state: 'restored', outcome: 'restored', severity: 'critical', acknowledged: false },
  ...{
    sentence: 'Trail main was stopped.',
    lastSeenAt: at(0),
    events: 0,
    redeliveries: 0,
    blindMs: 0,
  },
};

const aWindow = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 60 })).map(
  ([from, length]): ClosedWindow => ({
    from: { at: at(from), source: 'GetTrailStatus' },
    to: { at: at(from + length), source: 'GetTrailStatus' },
  }),
);

const aTampering = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom('StopLogging', 'UpdateTrail'))
  .map(([second, eventName]) => {
    const principal = `user/${second % 5}`;
    const actor = { type: 'IAMUser', principal, chain: [principal] };
    const id = `${eventName}-${second}`;
    return anEvent({ id, eventTime: at(second), evidence: { eventName, actor } });
  });

/** Two deliveries of the same events, each once or more often, in any order. */
const aHistory = fc
  .record({
    windows: fc.array(aWindow, { maxLength: 12 }),
    events: fc.array(aTampering, { maxLength: 12 }),
  })
  .chain(({ windows, events }) => {
    const all = [
      ...windows.map((window) => ({ kind: 'window', window }) as const),
      ...events.map((event) => ({ kind: 'event', event }) as const),
    ];
    const shuffled = () =>
      fc.shuffledSubarray([...all, ...all], {
        minLength: all.length * 2,
        maxLength: all.length * 2,
      });
    return fc.record({ one: shuffled(), other: shuffled() });
  });

type Moment =
  | { readonly kind: 'window'; readonly window: ClosedWindow }
  | { readonly kind: 'event'; readonly event: ReturnType<typeof anEvent> };

const account = (moments: readonly Moment[]): IncidentRecord =>
  moments.reduce(
    (record: IncidentRecord, moment) =>
      moment.kind === 'window'
        ? accountWindows(record, [moment.window])
        : accountEvents(record, [moment.event], { at: at(600) }),
    empty,
  );

const essence = ({
  windows,
  blindMs,
  events,
  evidence,
  actors,
  hands,
  lastBlowAt,
}: IncidentRecord) => ({
  ...{ windows, blindMs, events, evidence, lastBlowAt },
  actors: [...(actors ?? [])].sort(),
  hands: [...(hands ?? [])].sort(),
});

test('events in any order and number of deliveries account for the same dark time, evidence and count', () => {
  fc.assert(
    fc.property(aHistory, ({ one, other }) => {
      expect(essence(account(one))).toEqual(essence(account(other)));
    }),
  );
});

/** A look that found a stop which was over by then: what it saw, and when. */
const aLook = fc
  .tuple(aWindow, fc.integer({ min: 1, max: 60 }))
  .map(([window, later]): Reconciliation => {
    const observedAt = new Date(Date.parse(window.to.at) + later * 1_000).toISOString();
    const findings = [{ ...aFinding('stop-logging'), healed: true, window }];
    return {
      ...{ subject: aTrail(), signals: [aCheck()], tampering: [], findings, taken: [] },
      ...{ decision: { kind: 'restore', findings, steps: [] }, techniques: ['stop-logging'] },
      ...{ severity: 'critical', windows: [window], outcome: 'unchanged', memory: {} },
      ...{ startedAt: observedAt, endedAt: observedAt },
      observation: { ...aPresent(), observedAt },
    };
  });

test('a dark time ends with the first known start after it began, even if the trail was started again later', () => {
  const status = { startedAt: fromStatus(30), stoppedAt: fromStatus(29) };
  const look = (observedAt: string): Reconciliation => ({
    ...{ subject: aTrail(), signals: [aCheck()], tampering: [], findings: [], taken: [] },
    ...{ decision: { kind: 'compliant' }, techniques: [], severity: 'critical', windows: [] },
    ...{ outcome: 'unchanged', memory: {}, startedAt: observedAt, endedAt: observedAt },
    observation: { ...aPresent({ state: aTrailState({ status }) }), observedAt },
  });
  const known: ClosedWindow = { from: fromStatus(13), to: fromStatus(14) };
  const dark: IncidentRecord = {
    ...accountWindows(empty, [known]),
    ...{ state: 'open', blindSince: at(10), blindSource: 'GetTrailStatus' },
  };
  const { windows } = accountLook(dark, look(at(40)), {
    ...{ base: empty, events: [], escalateAfter: 1_000 },
  });
  expect(windows).toEqual([{ from: fromStatus(10), to: fromStatus(14) }]);
});

test('looks and events, written down in any order, account for the same dark time and evidence', () => {
  const among = fc
    .record({
      looks: fc.array(aLook, { maxLength: 6 }),
      events: fc.array(aTampering, { maxLength: 6 }),
    })
    .chain(({ looks, events }) => {
      const all = [...looks.map((look) => ({ look })), ...events.map((event) => ({ event }))];
      const length = { minLength: all.length * 2, maxLength: all.length * 2 };
      const shuffled = () => fc.shuffledSubarray([...all, ...all], length);
      return fc.record({ one: shuffled(), other: shuffled() });
    });
  const written = (moments: readonly ({ look: Reconciliation } | { event: EventSignal })[]) =>
    moments.reduce(
      (record: IncidentRecord, moment) =>
        'look' in moment
          ? accountLook(record, moment.look, { base: empty, events: [], escalateAfter: 1_000 })
          : accountEvents(record, [moment.event], { at: at(600) }),
      empty,
    );
  fc.assert(
    fc.property(among, ({ one, other }) => {
      const [{ lastBlowAt: _, ...first }, { lastBlowAt: __, ...second }] = [
        essence(written(one)),
        essence(written(other)),
      ];
      expect(first).toEqual(second);
    }),
  );
});

test('a moment is dark exactly if one of the windows covers it, and counts once', () => {
  fc.assert(
    fc.property(fc.array(aWindow), fc.integer({ min: 0, max: 600 }), (windows, second) => {
      const united = unite(windows);
      expect(isWithin(at(second), united)).toBe(isWithin(at(second), windows));
      const seconds = Array.from({ length: 560 }, (_, n) => n).filter((n) =>
        windows.some(({ from, to }) => from.at <= at(n) && at(n + 1) <= to.at),
      );
      expect(measure(united)).toBe(seconds.length * 1_000);
    }),
  );
});

test('the list of windows is limited, and the sum of dark time is not', () => {
  const windows = Array.from(
    { length: 1_000 },
    (_, n): ClosedWindow => ({
      from: { at: at(n * 10), source: 'event' },
      to: { at: at(n * 10 + 1), source: 'event' },
    }),
  );
  const record = windows.reduce((sum, window) => accountWindows(sum, [window]), empty);
  expect(record.windows).toHaveLength(room.windows);
  expect(atMostWindows(windows, 3)).toHaveLength(3);
  expect(record.blindMs).toBeGreaterThan(900_000);
  expect(record.blindMs).toBeLessThanOrEqual(1_000_000);
});

test('the dark times that a later incident tells are limited in the list of the earlier one', () => {
  const windows = Array.from({ length: room.windows + 5 }, (_, index): ClosedWindow => {
    const from = { at: at(index * 100), source: 'GetTrailStatus' } as const;
    return { from, to: { ...from, at: at(index * 100 + 10) } };
  });
  const whole = { ...empty, windows, blindMs: measure(windows) };
  const { windows: own, windowsElsewhere, blindMs } = withoutWindows(whole, windows);
  expect({ own, blindMs }).toEqual({ own: [], blindMs: 0 });
  expect(windowsElsewhere).toHaveLength(room.windows);
});
