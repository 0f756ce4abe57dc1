import { isJson, isText, type Json, list, part } from '../json';
import { receiverSecrets } from '../secrets';

const actions = ['trigger', 'acknowledge', 'resolve'];
const severities = ['critical', 'error', 'warning', 'info'];

/** What PagerDuty would list under `errors`; empty for a good event. The sentences are ours. */
export function wrongWithEvent(event: Json): readonly string[] {
  const { routing_key: key, event_action: action, dedup_key: dedup, payload, links } = event;
  const needsDedup = action === 'acknowledge' || action === 'resolve';
  return [
    says(key !== receiverSecrets.pagerdutyRoutingKey, "'routing_key' is invalid"),
    says(!actions.includes(String(action)), "'event_action' is missing or not known"),
    says(needsDedup && dedup === undefined, "'dedup_key' is missing or blank"),
    says(dedup !== undefined && !isText(dedup, 255), "'dedup_key' is blank or longer than 255"),
    ...(action === 'trigger' ? wrongWithPayload(payload) : []),
    says(links !== undefined && !list(links).every(isLink), "'links' need an 'href'"),
  ].flatMap((each) => each ?? []);
}

function wrongWithPayload(payload: unknown): readonly (string | undefined)[] {
  if (!isJson(payload)) return ["'payload' is missing"];
  const { summary, source, severity, timestamp } = payload;
  const badTime = timestamp !== undefined && Number.isNaN(Date.parse(String(timestamp)));
  return [
    says(!isText(summary, 1024), "'payload.summary' is missing, blank or longer than 1024"),
    says(!isText(source), "'payload.source' is missing or blank"),
    says(!severities.includes(String(severity)), "'payload.severity' is invalid"),
    says(badTime, "'payload.timestamp' is invalid"),
  ];
}

const isLink = (link: unknown): boolean => URL.canParse(String(part(link).href));

const says = (isWrong: boolean, sentence: string): string | undefined =>
  isWrong ? sentence : undefined;
