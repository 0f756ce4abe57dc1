import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import { canonicalPolicy } from '../../../domain/canonical-policy';
import type { Parts } from '../../../domain/subject';
import type { BusState } from '../../../domain/warden';
import { asked } from '../../classify';
import type { ServiceClients } from '../service-clients';
import { readTags } from './read-rule';

/** Rejects when any of the reads fails. */
export async function readBus(
  { name, id }: { readonly name: string; readonly id: string },
  parts: Parts,
  { events }: ServiceClients,
): Promise<BusState> {
  const [bus, tags] = await Promise.all([
    asked('events:DescribeEventBus', events.send(new DescribeEventBusCommand({ Name: name }))),
    parts.has('tags') ? readTags(id, events) : undefined,
  ]);
  const deadLetterArn = bus.DeadLetterConfig?.Arn;
  return {
    kind: 'bus',
    name,
    ...(bus.Policy && { policy: canonicalPolicy(bus.Policy) }),
    ...(bus.Description && { description: bus.Description }),
    ...(bus.KmsKeyIdentifier && { kmsKeyIdentifier: bus.KmsKeyIdentifier }),
    ...(deadLetterArn && { deadLetterArn }),
    ...(tags && { tags }),
  };
}
