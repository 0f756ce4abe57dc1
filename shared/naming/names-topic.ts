import type { Subject } from '../domain/subject';
import { type NamedCall, textOf } from './call';

/**
 * A subscription's ARN is its topic's with one part more. Only CreateTopic says a bare name: of a
 * topic that was deleted and made again.
 */
export function namesTopic({ id, accountId, region }: Subject<'topic'>, call: NamedCall): boolean {
  const said = textOf(call, 'topicArn', 'subscriptionArn', 'resourceArn') ?? '';
  const isHere = call.accountId === accountId && call.region === region;
  const isMadeAgain = isHere && textOf(call, 'name') === id.split(':')[5];
  return said === id || said.startsWith(`${id}:`) || isMadeAgain;
}
