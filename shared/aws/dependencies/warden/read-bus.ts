import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
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
    ...(bus.Policy && { policy: bus.Policy }),
    ...(bus.Description && { description: bus.Description }),
    ...(bus.KmsKeyIdentifier && { kmsKeyIdentifier: bus.KmsKeyIdentifier }),
    ...(deadLetterArn && { deadLetterArn }),
  };
}
