import type { Incident } from '../../domain/incident';

const SUBJECT = 'test';

/** An invented incident: every message of it says so. */
export function testIncident({
  channel,
  at,
  asked,
  accountId,
}: {
  readonly channel: string;
  readonly at: string;
  readonly asked: string;
  readonly accountId: string;
}): Incident {
  return {
    id: `inc-test-${channel}-${asked.replace(/[^0-9A-Za-z]/g, '')}`,
    ...{ subjectKey: SUBJECT, subjectId: channel, accountId, region: 'test' },
    ...{ state: 'restored', outcome: 'unchanged', severity: 'medium', acknowledged: false },
    ...{ techniques: [], actors: [], windows: [], timeline: [] },
    sentence: `This is a test of the channel ${channel}: nothing happened, and nothing is to be done.`,
    ...{ openedAt: at, lastSeenAt: at, restoredAt: at },
    ...{ events: 0, redeliveries: 0, blindMs: 0 },
  };
}

export const isTestIncident = ({ subjectKey }: Pick<Incident, 'subjectKey'>): boolean =>
  subjectKey === SUBJECT;
