import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import type { LogEntry } from '../../../shared/domain/log-entry';
import { parseJson } from '../../../shared/record/json';
import type { FeedEntry } from '../../sandbox';

/** One line for a person watching; nothing for reads, polls and bookkeeping. */
export function describeFeedEntry(entry: FeedEntry): string | undefined {
  const at = pc.dim(
    new Date(entry.kind === 'call' ? entry.arrivedAt : entry.at).toISOString().slice(11, 23),
  );
  const text = textOf(entry);
  return text && `${at}  ${text}`;
}

function textOf(entry: FeedEntry): string | undefined {
  switch (entry.kind) {
    case 'record':
      return describeRecord(entry.record, entry.reachedEventBridge);
    case 'log':
      return describeLog(entry.line);
    case 'delivery':
      return entry.outcome === 'delivered'
        ? undefined
        : pc.yellow(
            `EventBridge ${entry.outcome} ${entry.eventId}: ${entry.why ?? 'no reason given'}`,
          );
    case 'invocation':
      return entry.phase === 'failed' || entry.phase === 'killed'
        ? pc.red(`${entry.functionName} ${entry.phase}: ${entry.detail ?? ''}`)
        : undefined;
    case 'call':
      return undefined;
  }
}

function describeRecord(
  record: Readonly<Record<string, unknown>>,
  reached: boolean,
): string | undefined {
  if (record.readOnly === true || record.eventSource !== 'cloudtrail.amazonaws.com')
    return undefined;
  const identity = record.userIdentity as { arn?: string } | undefined;
  const failed = record.errorCode ? pc.yellow(` ${record.errorCode}`) : '';
  const unseen = reached ? '' : pc.yellow(' (no trail covers it: EventBridge does not hear of it)');
  return `${pc.bold(String(record.eventName))}${failed} in ${record.recipientAccountId} by ${identity?.arn ?? 'unknown'}${unseen}`;
}

function describeLog(line: string): string | undefined {
  const entry = parseJson(line) as LogEntry | undefined;
  if (entry && '_aws' in entry) return undefined; // a metric, for CloudWatch
  switch (entry?.kind) {
    case 'signal':
      if (entry.what === 'check') return undefined; // a sweep asks for hundreds
      return `${pc.cyan('signal')}    ${entry.what} in ${entry.accountId}${entry.by ? ` by ${entry.by}` : ''}`;
    case 'step':
      return `${pc.cyan('step')}      ${entry.call} ${entry.subject} (${entry.as}) ${entry.obstacle ? pc.red(entry.obstacle) : pc.green('accepted')}`;
    case 'decision':
      if (entry.decision === 'compliant' && entry.outcome === 'unchanged') return undefined;
      return `${pc.cyan('decision')}  ${entry.decision} → ${outcomeColour(entry.outcome)} ${entry.subject}${entry.blindMs === undefined ? '' : `, blind for ${durationText(entry.blindMs)}`}${entry.why ? `: ${entry.why}` : ''}`;
    case 'refused':
      return pc.yellow(`refused   ${entry.why}`);
    case 'again':
      return pc.yellow(`again     in ${durationText(entry.inSeconds * 1_000)}: ${entry.why}`);
    case 'fault':
      return pc.red(`fault     ${entry.what}: ${entry.why}`);
    case undefined:
      return line.trim() === '' ? undefined : pc.dim(line);
  }
}

const outcomeColour = (outcome: string): string =>
  outcome === 'restored' || outcome === 'unchanged' ? pc.green(outcome) : pc.red(outcome);
