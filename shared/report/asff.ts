import { endsIt } from '../domain/acknowledgement';
import type { Evidence } from '../domain/evidence';
import type { Incident } from '../domain/incident';
import { guideIncident } from '../guidance/guide-incident';
import { headlineOf } from '../guidance/headline';
import { beginningOf } from '../guidance/incident-facts';
import { isIpv4 } from './as-ip';
import { subjectType } from './subject-type';
import { summary } from './summary';

/** The account and Region that import it: with the default product, Security Hub takes findings of its own account only. */
export interface Importer {
  readonly accountId: string;
  readonly region: string;
}

/**
 * A finding in the AWS Security Finding Format, for BatchImportFindings. The account that was tampered with is
 * in the resource and in ProductFields; `AwsAccountId` is the importer's.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 */
export function asff(incident: Incident, { accountId, region }: Importer) {
  const { acknowledgement } = incident;
  const done = acknowledgement !== undefined && endsIt(acknowledgement);
  const partition = /^arn:([^:]+):/.exec(incident.subjectId)?.[1] ?? 'aws';
  const severity = { Label: LABELS[incident.severity], Original: incident.severity };
  return {
    SchemaVersion: '2018-10-08',
    Id: `trailwarden/${incident.id}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
    GeneratorId: `trailwarden/${incident.techniques[0] ?? 'unreadable'}`,
    AwsAccountId: accountId,
    Types: TYPES,
    CreatedAt: incident.openedAt,
    UpdatedAt: acknowledgement?.at ?? incident.lastSeenAt,
    FirstObservedAt: beginningOf(incident),
    LastObservedAt: incident.lastSeenAt,
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: TYPES },
    Title: cut(headlineOf(incident), 256),
    Description: cut(summary(incident), 1_024),
    Remediation: { Recommendation: { Text: cut(recommendation(incident), 512) } },
    Resources: [
      {
        Type: subjectType(incident).securityHub,
        Id: cut(incident.subjectId, 512),
        Partition: partition,
        Region: incident.region,
      },
    ],
    ...(incident.evidence && { Action: actionOf(incident.evidence) }),
    ProductFields: productFields(incident),
    // Both can be set only when the finding is new; afterwards they are Security Hub's.
    Workflow: { Status: done ? 'RESOLVED' : 'NEW' },
    RecordState: done ? 'ARCHIVED' : 'ACTIVE',
  };
}

const LABELS = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM' } as const;

/** [D] securityhub/latest/userguide/asff-required-attributes#Types */
const TYPES = ['TTPs/Defense Evasion/Impair CloudTrail'] as const;

const actionOf = ({ eventName, eventSource, sourceIp }: Evidence) => ({
  ActionType: 'AWS_API_CALL',
  AwsApiCallAction: {
    Api: cut(eventName, 128),
    ServiceName: cut(eventSource, 128),
    ...callerOf(sourceIp),
  },
});

/** An address that is none is the name of an AWS service; of one of version 6 there is no field. */
function callerOf(sourceIp: string | undefined) {
  if (sourceIp === undefined) return {};
  if (isIpv4(sourceIp)) {
    return { CallerType: 'remoteIp', RemoteIpDetails: { IpAddressV4: sourceIp } };
  }
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(sourceIp)
    ? { CallerType: 'domain', DomainDetails: { Domain: sourceIp } }
    : { CallerType: 'remoteIp' };
}

/** At most fifty, of 128 and 2,048 characters. */
const productFields = ({ accountId, state, evidence, blindMs, techniques, dark }: Incident) => ({
  'trailwarden/account': accountId,
  'trailwarden/state': state,
  'trailwarden/techniques': cut(techniques.join(',') || 'none', 2_048),
  'trailwarden/principal': cut(evidence?.actor.principal ?? 'unknown', 2_048),
  'trailwarden/blindMs': String(blindMs),
  ...(dark && { 'trailwarden/eventsInTheDark': String(dark.events) }),
});

function recommendation(incident: Incident): string {
  const guide = guideIncident(incident);
  const text = guide
    ? `${guide.isItPlanned} ${guide.ifItContinues}`
    : (incident.guidance?.[0] ?? '');
  return `${text} More: trailwarden report ${incident.id}`.trim();
}

/** AWS refuses a text that is empty or too long. */
const cut = (text: string, most: number): string => {
  const said = text.trim() || 'unknown';
  return said.length <= most ? said : `${said.slice(0, most - 1)}…`;
};
