import type { Subject } from '../../domain/subject';
import { type NamedCall, textOf } from './call';

/** A subscription's ARN is its topic's with one part more. */
export function namesTopic({ id }: Subject<'topic'>, call: NamedCall): boolean {
  const said = textOf(call, 'topicArn', 'subscriptionArn', 'resourceArn') ?? '';
  return said === id || said.startsWith(`${id}:`);
}
