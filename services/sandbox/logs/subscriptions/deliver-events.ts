import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { World } from '../../core/service';
import { authorize } from '../../iam/authorize';
import { servicePrincipal } from '../../iam/service-principal';
import { invokeLater } from '../../lambda/invoke-later';
import { type LambdaFunction, lambdaOf } from '../../lambda/state';
import { refuse } from '../refusals';
import type { Filter, LogEvent, LogGroup, LogStream } from '../state';
import { readFilterPattern } from './filter-pattern';

/**
 * Refuses a function that CloudWatch Logs may not invoke, and loudly a pattern that nothing here can match.
 * A destination that the world never knew passes, and gets nothing.
 */
export function checkSubscription(world: World, group: LogGroup, settings: Filter['settings']) {
  const to = functionOf(world, settings);
  if (to === undefined) return;
  readFilterPattern(String(settings.filterPattern));
  if (!mayInvoke(world, group, to)) throw refuse.closedFunction();
}

function functionOf(world: World, { destinationArn }: Filter['settings']) {
  return lambdaOf(world).functions.get(String(destinationArn));
}

/** The function's own policy has to let CloudWatch Logs in, as a whole or that of the Region. [D] SubscriptionFilters */
function mayInvoke(world: World, group: LogGroup, to: LambdaFunction): boolean {
  const names = ['logs.amazonaws.com', `logs.${group.region}.amazonaws.com`];
  return names.some((name) => {
    const decision = authorize(world, {
      principal: servicePrincipal(name, group.accountId),
      action: 'lambda:InvokeFunction',
      resources: [to.arn],
      resourcePolicy: {
        ownerAccountId: to.accountId,
        document: { Statement: [...to.permissions.values()] },
      },
      context: { 'aws:SourceArn': `${group.arn}:*`, 'aws:SourceAccount': group.accountId },
    });
    return decision.kind === 'allowed';
  });
}

/** What was just put into a stream, to every function that is subscribed and still lets CloudWatch Logs in. */
export function deliverEvents(
  world: World,
  group: LogGroup,
  stream: LogStream,
  events: readonly LogEvent[],
): void {
  for (const { filterName, settings } of group.subscriptionFilters.values()) {
    const to = functionOf(world, settings);
    if (to === undefined || !mayInvoke(world, group, to)) continue;
    const passes = readFilterPattern(String(settings.filterPattern));
    const logEvents = events
      .filter(({ message }) => passes(message))
      .map(({ timestamp, message }, index) => {
        const id = eventId([stream.name, timestamp, message, stream.events.length, index]);
        return { id, timestamp, message };
      });
    if (logEvents.length === 0) continue;
    const data = gzipSync(
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: group.accountId,
        logGroup: group.name,
        logStream: stream.name,
        subscriptionFilters: [filterName],
        logEvents,
      }),
    );
    void invokeLater(world, to, { awslogs: { data: data.toString('base64') } });
  }
}

/** 56 digits. */
export function eventId(parts: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `3${BigInt(`0x${hash}`).toString().padStart(55, '0').slice(0, 55)}`;
}
