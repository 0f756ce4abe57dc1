import { globalRegionOf } from '../../domain/global-region';
import type { Incident } from '../../domain/incident';
import { partitionOf } from '../../domain/trail';

/** A page to open from a message. The address is ours: nothing in it is what an attacker typed. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/**
 * The call in Event history, the trail, and our own page about it if `docs` is set. The console opens in the account
 * that the reader is signed in to, so the text names the right account.
 */
export function linksOf(incident: Incident, docs?: string): readonly Link[] {
  const { region, accountId, evidence, subjectId, subjectKey, techniques } = incident;
  if (!REGION.test(region)) return [];
  const { eventId = '', eventSource = '' } = evidence ?? {};
  const [global] = /^(iam|organizations|account)(?=\.)/.exec(eventSource) ?? [];
  const home = global ? globalRegionOf(partitionOf(region), global) : region;
  const [technique = ''] = techniques;
  return [
    ...(EVENT.test(eventId)
      ? [{ text: `The call, in ${accountId}`, url: `${cloudTrail(home)}/events/${eventId}` }]
      : [{ text: `Event history of ${accountId}`, url: `${cloudTrail(home)}/events` }]),
    ...(subjectKey.startsWith('trail#') && ARN.test(subjectId)
      ? [
          {
            text: 'The trail',
            url: `${cloudTrail(subjectId.split(':')[3] ?? region)}/trails/${subjectId}`,
          },
        ]
      : []),
    ...(docs && /^[a-z0-9-]{1,60}$/.test(technique)
      ? [{ text: 'What this is', url: `${docs.replace(/\/$/, '')}/techniques/${technique}.md` }]
      : []),
  ];
}

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
const EVENT = /^[0-9a-fA-F-]{36}$/;
/** [D] API_CreateTrail: the letters of a name. */
const ARN = /^arn:[a-z-]+:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[A-Za-z0-9._-]{3,128}$/;

/** [D] docs.aws.amazon.com: the consoles of the partitions. */
const CONSOLE: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
};

const cloudTrail = (region: string): string =>
  `https://${region}.${CONSOLE[partitionOf(region)] ?? CONSOLE.aws}/cloudtrailv2/home?region=${region}#`;
