import type { TestResults } from '../../shared/aws/notify/retry-row';
import type { Incident } from '../../shared/domain/incident';
import type { Delivery, TransitionKind } from '../../shared/domain/notification';
import type { ChannelSettings } from '../../shared/tell/notify/configuration';
import type { Letter } from '../../shared/tell/notify/letter';
import { testIncident } from '../../shared/tell/notify/test-incident';
import type { Notifier } from './notifier';

/** Sends one message to every channel, as any other; an alert or ticket that it opens there is closed at once. */
export async function testChannels(
  notifier: Pick<Notifier, 'configuration' | 'deliver' | 'now' | 'securityAccountId'>,
  asked: string,
): Promise<TestResults> {
  const { channels } = notifier.configuration;
  const results = await Promise.all(
    Object.entries(channels).map(
      async ([name, settings]) =>
        [name, await testOne(notifier, { name, settings, asked })] as const,
    ),
  );
  return Object.fromEntries(results);
}

interface Tested {
  readonly name: string;
  readonly settings: ChannelSettings;
  readonly asked: string;
}

async function testOne(
  { deliver, now, securityAccountId }: Pick<Notifier, 'deliver' | 'now' | 'securityAccountId'>,
  { name, settings, asked }: Tested,
): Promise<string> {
  const at = now().toISOString();
  const incident = testIncident({ channel: name, at, asked, accountId: securityAccountId });
  const opened = await deliver(name, settings, letterOf(incident, { kind: 'restored', name, at }));
  if (opened.kind !== 'delivered' || !CLOSED.has(settings.kind)) return resultOf(opened);
  const over = { as: 'handled', by: 'Trailwarden', at, note: 'It was a test.' } as const;
  const answered = { ...incident, acknowledged: true, acknowledgement: over };
  const later = new Date(now().getTime() + 1).toISOString();
  return resultOf(
    await deliver(name, settings, letterOf(answered, { kind: 'acknowledged', name, at: later })),
  );
}

/** Kinds of channel that keep something open until they are told that it is over. */
const CLOSED: ReadonlySet<ChannelSettings['kind']> = new Set([
  'pagerduty',
  'jira',
  'servicenow',
  'security-hub',
]);

const resultOf = (delivery: Delivery): string =>
  delivery.kind === 'delivered' ? 'delivered' : delivery.why;

function letterOf(
  incident: Incident,
  { kind, name, at }: { readonly kind: TransitionKind; readonly name: string; readonly at: string },
): Letter {
  const notice = {
    ...{ id: `${kind}#test`, kind, incidentId: incident.id, revision: 1, channel: name },
    ...{ plannedAt: at, attempts: 1, nextAt: at, unsure: false },
  };
  const id = `${incident.id}_${kind}`.replace(/[^\w-]/g, '-');
  return { id, at, items: [{ incident, notices: [notice] }], mayRepeat: false };
}
