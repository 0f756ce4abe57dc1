import { endsIt } from '../../domain/acknowledgement';
import type { Evidence } from '../../domain/evidence';
import type { Incident } from '../../domain/incident';
import type { Login } from '../../domain/login';
import type { LoginRun } from '../../domain/login-run';
import { isOfLogin } from '../../domain/login-standing';
import { findWay } from '../../domain/login-ways';
import { partitionOf } from '../../domain/trail';
import { guideIncident } from '../../tampering/guidance/guide-incident';
import { headlineOf } from '../../tampering/guidance/headline';
import { beginningOf } from '../../tampering/guidance/incident-facts';
import { cut as shortened } from '../notify/cut';
import { linksOf } from '../notify/links-of';
import { changedAt, isIpv4, subjectType, summary } from './asff-and-ocsf';

/**
 * The account and Region that import it: with the default product, Security Hub takes findings of its own account
 * only.
 */
export interface Importer {
  readonly accountId: string;
  readonly region: string;
}

/**
 * A finding in the AWS Security Finding Format, for BatchImportFindings. The account that was tampered with is
 * in the resource and in ProductFields; `AwsAccountId` is the importer's.
 * `at` is when it is written: Security Hub ignores an update that is not newer than what it has.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 */
export function asff(
  incident: Incident,
  { accountId, region }: Importer,
  at: string = changedAt(incident),
) {
  const { acknowledged, acknowledgement } = incident;
  const done = acknowledged && acknowledgement !== undefined && endsIt(acknowledgement);
  const partition = partitionOf(region);
  const [link] = linksOf(incident);
  const severity = { Label: LABELS[incident.severity], Original: incident.severity };
  return {
    SchemaVersion: '2018-10-08',
    Id: `trailwarden/${incident.id}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
    GeneratorId: `trailwarden/${incident.techniques[0] ?? 'unreadable'}`,
    AwsAccountId: accountId,
    ...{ CompanyName: 'Trailwarden', ProductName: 'Trailwarden' },
    Types: typesOf(incident),
    CreatedAt: incident.openedAt,
    UpdatedAt: at,
    FirstObservedAt: beginningOf(incident),
    LastObservedAt: incident.lastSeenAt,
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: typesOf(incident) },
    Title: cut(headlineOf(incident), 256),
    Description: cut(summary(incident), 1_024),
    Remediation: { Recommendation: { Text: cut(recommendation(incident), 512) } },
    ...(link && { SourceUrl: link.url }),
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
    // Only on a new finding. Afterwards the workflow belongs to people, and ARCHIVED says that it is over.
    Workflow: { Status: done ? 'RESOLVED' : 'NEW' },
    RecordState: done ? 'ARCHIVED' : 'ACTIVE',
  };
}

const LABELS = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM' } as const;

/** [D] securityhub/latest/userguide/asff-required-attributes#Types */
const typesOf = (incident: Incident): readonly string[] => {
  if (isOfLogin(incident))
    return ['TTPs/Lateral Movement/Remote Services', 'Unusual Behaviors/VM/Login'];
  if (incident.subjectKey.startsWith('bucket#')) return ['Effects/Data Exposure'];
  return ['TTPs/Defense Evasion/Impair CloudTrail'];
};

const actionOf = ({ eventName, eventSource, sourceIp }: Evidence) => ({
  ActionType: 'AWS_API_CALL',
  AwsApiCallAction: {
    Api: cut(eventName, 128),
    ServiceName: cut(eventSource, 128),
    ...callerOf(sourceIp),
  },
});

/** CloudTrail puts a service's name where there is no IP address. ASFF has no field for IPv6. */
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
const productFields = ({
  accountId,
  accountName,
  state,
  evidence,
  blindMs,
  techniques,
  dark,
  lineage,
  follows,
  loginRun,
  login,
}: Incident) => ({
  'trailwarden/account': accountId,
  ...(accountName && { 'trailwarden/accountName': cut(accountName, 2_048) }),
  'trailwarden/state': state,
  'trailwarden/techniques': cut(techniques.join(',') || 'none', 2_048),
  'trailwarden/principal': cut(evidence?.actor.principal ?? 'unknown', 2_048),
  ...(evidence?.sourceIp && { 'trailwarden/sourceIp': cut(evidence.sourceIp, 2_048) }),
  ...(lineage?.human && { 'trailwarden/person': cut(lineage.human.name, 2_048) }),
  ...(follows && { 'trailwarden/follows': follows }),
  ...(login ? loginFields(login, loginRun) : { 'trailwarden/blindMs': String(blindMs) }),
  ...(dark && { 'trailwarden/eventsInTheDark': String(dark.events) }),
});

const loginFields = ({ row, mitre, words }: Login, run: LoginRun = {}) => ({
  'trailwarden/login': row,
  'trailwarden/mitre': (mitre.length > 0 ? mitre : (findWay(row)?.mitre ?? [])).join(',') || 'none',
  'trailwarden/saidBy': words,
  ...(run.decision && {
    'trailwarden/decision': `${run.decision.verdict} (${run.decision.reason})`,
  }),
  ...(run.findings && { 'trailwarden/findings': String(run.findings.length) }),
  ...(run.custody && {
    'trailwarden/evidence': String(run.custody.items.length),
    'trailwarden/custodyHead': cut(run.custody.head, 2_048),
  }),
});

function recommendation(incident: Incident): string {
  const guide = guideIncident(incident);
  const text = guide
    ? `${guide.isItPlanned} ${guide.ifItContinues}`
    : (incident.guidance?.[0] ?? '');
  return `${text} More: trailwarden report ${incident.id}`.trim();
}

/** AWS refuses a text that is empty, too long, or holds half a character. */
const cut = (text: string, most: number): string =>
  shortened(text.trim().replace(/\p{Cs}/gu, '\ufffd') || 'unknown', most);
