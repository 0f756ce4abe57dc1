import {
  type CloudTrailClient,
  GetEventConfigurationCommand,
  type GetEventConfigurationCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type { EventConfiguration } from '../domain/trail';
import { asked, classify, hasCode } from './classify';

/**
 * What a trail aggregates. A trail that never aggregated anything answers with an empty list; where
 * AWS does not offer it, the answer is UnsupportedOperationException, which is the same.
 *
 * Of all reads this one may be refused without costing the others: a role from before this read, or a
 * service that does not know the action, must not make every trail unreachable. The refusal becomes
 * part of what was seen (`unread`), so that it is on record and never looks like "nothing to read":
 * a trail that aggregated and can no longer be asked is a finding, and one that was captured as unread
 * stays unjudged until a person accepts a baseline that was read. Rejects when AWS is busy or silent:
 * that says nothing about the trail, and the same question is worth asking again.
 */
export async function readEventConfiguration(
  id: string,
  client: CloudTrailClient,
): Promise<EventConfiguration> {
  try {
    return configurationFrom(
      await asked(
        'cloudtrail:GetEventConfiguration',
        client.send(new GetEventConfigurationCommand({ TrailName: id })),
      ),
    );
  } catch (error) {
    if (hasCode(error, 'TrailNotFoundException')) throw error;
    if (UNSUPPORTED.some((code) => hasCode(error, code))) return { kind: 'read', aggregations: [] };
    const { kind, code } = classify(error);
    if (kind === 'denied' || kind === 'rejected' || code === NOT_JSON) {
      return { kind: 'unread', code };
    }
    throw error;
  }
}

const UNSUPPORTED = ['UnsupportedOperationException', 'ValidationException'];

/** The SDK's error for an answer that is not CloudTrail's: other servers refuse unknown actions with a page. */
const NOT_JSON = 'SyntaxError';

const configurationFrom = ({
  AggregationConfigurations = [],
}: GetEventConfigurationCommandOutput): EventConfiguration => ({
  kind: 'read',
  aggregations: AggregationConfigurations.map(({ EventCategory = '', Templates = [] }) => ({
    EventCategory,
    Templates: [...Templates].sort(),
  })).sort((one, other) => one.EventCategory.localeCompare(other.EventCategory)),
});
