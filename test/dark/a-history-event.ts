import type { HistoryEvent } from '../../shared/aws/dark/event-history';

interface Wanted {
  readonly id?: string;
  readonly at?: string;
  readonly name?: string;
  readonly source?: string;
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly sourceIp?: string;
  readonly errorCode?: string;
  readonly request?: Readonly<Record<string, unknown>>;
}

let made = 0;

/** A call by a person who is not suspected. */
export function aHistoryEvent({
  id = `event-${++made}`,
  at = '2026-11-22T10:00:00Z',
  name = 'DescribeInstances',
  source = 'ec2.amazonaws.com',
  identity = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/jo', accessKeyId: 'AKIAJO' },
  sourceIp = '192.0.2.7',
  errorCode,
  request,
}: Wanted = {}): HistoryEvent {
  const record = {
    eventID: id,
    eventTime: at,
    eventName: name,
    eventSource: source,
    userIdentity: identity,
    sourceIPAddress: sourceIp,
    ...(errorCode && { errorCode }),
    ...(request && { requestParameters: request }),
  };
  return { id, at, name, source, record: JSON.stringify(record) };
}
