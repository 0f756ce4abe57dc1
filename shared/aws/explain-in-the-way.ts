import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  ListTagsCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Evidence } from '../domain/evidence';
import type { Episode, Memory } from '../domain/memory';
import { describeRulesInTheWay, type RuleInTheWay } from '../domain/rule-in-the-way';
import { type Subject, subjectKey, trailSubject } from '../domain/subject';
import { describeTagsInTheWay } from '../domain/tags-in-the-way';
import { isTrailState, parseTrailArn } from '../domain/trail';
import {
  describeNameTaken,
  describeTrailsInTheWay,
  type TrailInTheWay,
} from '../domain/trail-in-the-way';
import { busOf } from '../domain/warden-arn';
import { tagsFrom } from './observe-trail';
import { accountKey, incidentKey, readItem, reportSlot, type Table } from './table/table';

interface Where {
  readonly client: CloudTrailClient;
  readonly table: Table;
  readonly memory: Memory;
}

/**
 * Why AWS does not let this trail or rule be made again, or a trail have its tags, and what a person can do about
 * it. Nothing where nothing is in the way, or the refusal means something else. Rejects with the SDK's error.
 */
export async function explainInTheWay(
  subject: Subject,
  code: string,
  where: Where,
): Promise<string | undefined> {
  if (code === 'LimitExceededException') return explainFullBus(subject, where.client);
  if (code === 'TagsLimitExceededException') return explainFullTags(subject, where);
  const trails = await trailsInTheWay(subject, where);
  return code === 'TrailAlreadyExistsException'
    ? describeNameTaken(subject.id, trails)
    : describeTrailsInTheWay(trails);
}

/**
 * Every trail that is seen where this one should be, shadows of other Regions' included: AWS counts them, and their
 * names are taken. The incident of its CreateTrail (CT-14), or Event history, says who made one.
 */
async function trailsInTheWay(
  subject: Subject,
  { client, table, memory }: Where,
): Promise<readonly TrailInTheWay[]> {
  const { trailList = [] } = await client.send(
    new DescribeTrailsCommand({ includeShadowTrails: true }),
  );
  const arns = trailList.flatMap(({ TrailARN }) => parseTrailArn(TrailARN ?? '') ?? []);
  const heard = await creations(client).catch(() => []);
  return Promise.all(
    arns.map(async (parsed) => {
      const { arn, region, accountId } = parsed;
      const trail = trailSubject(parsed);
      const known = memory.kind === 'known' ? memory.subjects[subjectKey(trail)] : undefined;
      const { baseline, episode } = known ?? {};
      const isOwn = accountId === subject.accountId;
      const made = isOwn
        ? ((await madeBy(table, trail, episode)) ?? heard.find((one) => one.arn === arn))
        : undefined;
      return {
        ...{ arn, region, isOwn },
        ...(baseline && !baseline.retired && { guardedSince: baseline.capturedAt }),
        ...(made && { by: 'by' in made ? made.by : made.actor.principal }),
        ...(made && { at: 'by' in made ? made.at : made.eventTime }),
      };
    }),
  );
}

/** A CreateTrail has its own report (CT-14), or is on the incident of the look that it caused. */
async function madeBy(
  table: Table,
  { accountId, region, id }: Subject<'trail'>,
  episode: Episode | undefined,
): Promise<Evidence | undefined> {
  const pk = accountKey(accountId);
  // Found under the name in its CreateTrail.
  const names = [id, `${accountId}/${region}/${id.split(':trail/')[1]}`];
  const slots = names.map((name) => readItem(table, { pk, sk: reportSlot('CT-14', name) }));
  const [slot] = (await Promise.all(slots)).filter((found) => found !== undefined);
  const holder = slot?.incidentId ?? episode?.incidentId;
  const incident = holder && (await readItem(table, incidentKey(String(holder))));
  const evidence = incident ? (incident.evidence as Evidence | undefined) : undefined;
  return evidence?.eventName === 'CreateTrail' ? evidence : undefined;
}

async function explainFullTags(
  subject: Subject,
  { client, memory }: Where,
): Promise<string | undefined> {
  const known = memory.kind === 'known' ? memory.subjects[subjectKey(subject)] : undefined;
  const must = known?.baseline?.state;
  if (!must || !isTrailState(must)) return undefined;
  const is = await client.send(new ListTagsCommand({ ResourceIdList: [subject.id] }));
  return describeTagsInTheWay(subject, tagsFrom(is), must.tags ?? {});
}

/** Event history has a call within minutes, and keeps it for 90 days. */
async function explainFullBus({ id, region }: Subject, client: CloudTrailClient): Promise<string> {
  const busName = busOf(id);
  const [put, deleted] = [await calls(client, 'PutRule'), await calls(client, 'DeleteRule')];
  const isGone = ({ name, at }: RuleInTheWay) =>
    deleted.some((one) => one.name === name && one.busName === busName && one.at >= at);
  const newest = new Map<string, RuleInTheWay>();
  for (const one of put) {
    const isOther = one.busName === busName && !one.name.startsWith('trailwarden');
    if (isOther && !newest.has(one.name) && !isGone(one)) newest.set(one.name, one);
  }
  return describeRulesInTheWay([...newest.values()], { region, busName });
}

/** A guarded trail's CreateTrail is in no incident, because it was no tampering. */
async function creations(client: CloudTrailClient) {
  const records: readonly TrailRecord[] = await newest(client, 'CreateTrail');
  return records.flatMap(({ errorCode, eventTime: at, userIdentity, responseElements }) => {
    const arn = responseElements?.trailARN;
    const by = userIdentity?.arn;
    return !errorCode && at && by && typeof arn === 'string' ? [{ arn, at, by }] : [];
  });
}

const calls = async (client: CloudTrailClient, eventName: string) =>
  (await newest(client, eventName)).flatMap(ruleCall);

/** The newest fifty rules, newest first. */
async function newest(client: CloudTrailClient, eventName: string) {
  const { Events = [] } = await client.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
    }),
  );
  return Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent));
}

interface CallRecord {
  readonly errorCode?: string;
  readonly eventTime?: string;
  readonly userIdentity?: { readonly arn?: string };
}

interface TrailRecord extends CallRecord {
  readonly responseElements?: { readonly trailARN?: unknown } | null;
}

interface RuleRecord extends CallRecord {
  readonly requestParameters?: { readonly name?: unknown; readonly eventBusName?: unknown } | null;
}

/** The caller of a PutRule that took effect. */
function ruleCall({ errorCode, eventTime: at, userIdentity, requestParameters }: RuleRecord) {
  const { name, eventBusName } = requestParameters ?? {};
  // It becomes part of a command that a person pastes.
  const isName = typeof name === 'string' && /^[\w.-]{1,64}$/.test(name);
  if (errorCode || !at || !isName) return [];
  const busName =
    typeof eventBusName === 'string' ? (eventBusName.split(':event-bus/').at(-1) ?? '') : 'default';
  return [{ name, busName, at, by: userIdentity?.arn ?? 'an unnamed principal' }];
}
