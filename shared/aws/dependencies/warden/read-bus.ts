import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import { given } from '../../../domain/given';
import type { BusState } from '../../../domain/warden';
import { asked } from '../../classify';
import type { ServiceClients } from '../service-clients';

/** Rejects when it cannot be read. */
export async function readBus(
  { name }: { readonly name: string },
  { events }: ServiceClients,
): Promise<BusState> {
  const bus = await asked(
    'events:DescribeEventBus',
    events.send(new DescribeEventBusCommand({ Name: name })),
  );
  const deadLetterArn = bus.DeadLetterConfig?.Arn;
  return {
    kind: 'bus',
    name,
    ...given({
      policy: bus.Policy,
      description: bus.Description,
      kmsKeyIdentifier: bus.KmsKeyIdentifier,
      deadLetterArn,
    }),
  };
}
