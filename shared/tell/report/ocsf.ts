import { endsIt } from '../../domain/acknowledgement';
import type { Evidence } from '../../domain/evidence';
import type { Incident } from '../../domain/incident';
import type { Login } from '../../domain/login';
import { findWay } from '../../domain/login-ways';
import { findTechnique } from '../../tampering/catalogue';
import { guideIncident } from '../../tampering/guidance/guide-incident';
import { headlineOf } from '../../tampering/guidance/headline';
import { beginningOf } from '../../tampering/guidance/incident-facts';
import { findReported } from '../../tampering/reported/catalogue';
import { asIp, changedAt, subjectType, summary } from './asff-and-ocsf';

/**
 * A Detection Finding of the Open Cybersecurity Schema Framework, 1.6.0, with the profile `cloud`:
 * https://schema.ocsf.io/1.6.0/classes/detection_finding. Times are milliseconds. Unknown fields are absent, where
 * the class allows it. `at` is the time of writing, and part of its id: each change is an event.
 */
export function ocsf(incident: Incident, at: string = changedAt(incident)) {
  const activity = activityOf(incident);
  return {
    ...{ class_uid: 2004, class_name: 'Detection Finding' },
    ...{ category_uid: 2, category_name: 'Findings' },
    ...{ activity_id: activity.id, activity_name: activity.name },
    ...{ type_uid: 200_400 + activity.id, type_name: `Detection Finding: ${activity.name}` },
    ...severities[incident.severity],
    ...statusOf(incident),
    time: Date.parse(incident.openedAt),
    start_time: Date.parse(beginningOf(incident)),
    end_time: Date.parse(incident.restoredAt ?? incident.lastSeenAt),
    count: Math.max(1, incident.events),
    message: headlineOf(incident),
    is_alert: activity.id !== CLOSE.id,
    metadata: {
      version: '1.6.0',
      profiles: ['cloud'],
      uid: `${incident.id}/${at}`,
      product: { name: 'Trailwarden', vendor_name: 'Trailwarden' },
    },
    cloud: {
      provider: 'AWS',
      account: {
        ...{ uid: incident.accountId, type_id: 10, type: 'AWS Account' },
        ...(incident.accountName && { name: incident.accountName }),
      },
      region: incident.region,
    },
    finding_info: findingInfo(incident, at),
    ...evidencesOf(incident),
    resources: [
      {
        uid: incident.subjectId,
        type: subjectType(incident).cloudFormation,
        region: incident.region,
      },
    ],
    remediation: { desc: remediationOf(incident) },
  };
}

const CREATE = { id: 1, name: 'Create' } as const;
const UPDATE = { id: 2, name: 'Update' } as const;
const CLOSE = { id: 3, name: 'Close' } as const;

function activityOf({ acknowledged, acknowledgement, state, events, looks = 0 }: Incident) {
  if (acknowledged && acknowledgement && endsIt(acknowledgement) && state !== 'open') return CLOSE;
  return state === 'open' && events + looks <= 1 ? CREATE : UPDATE;
}

const severities = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
} as const;

function statusOf({ acknowledged, acknowledgement }: Incident) {
  if (!acknowledged || !acknowledgement) return { status_id: 1, status: 'New' };
  return endsIt(acknowledgement)
    ? { status_id: 4, status: 'Resolved' }
    : { status_id: 2, status: 'In Progress' };
}

const findingInfo = (incident: Incident, at: string) => ({
  uid: incident.id,
  title: headlineOf(incident),
  desc: summary(incident),
  types: incident.techniques,
  analytic: {
    ...{ type_id: 1, type: 'Rule' },
    ...{ uid: incident.techniques[0] ?? 'unreadable', name: nameOf(incident.techniques[0]) },
  },
  attacks: attacksOf(incident.techniques),
  created_time: Date.parse(incident.openedAt),
  first_seen_time: Date.parse(beginningOf(incident)),
  last_seen_time: Date.parse(incident.lastSeenAt),
  modified_time: Date.parse(at),
});

const nameOf = (id = ''): string =>
  findWay(id)?.title ??
  findTechnique(id)?.title ??
  findReported(id)?.title ??
  'Look at what CloudTrail needs';

/** A sub-technique names its technique too. The tactic is left out, because an id may belong to several. */
const attacksOf = (techniques: readonly string[]) =>
  [
    ...new Set(
      techniques.flatMap(
        (id) => (findWay(id) ?? findTechnique(id) ?? findReported(id))?.mitre ?? [],
      ),
    ),
  ].map((id) => {
    const [technique = id, sub] = id.split('.');
    return { technique: { uid: technique }, ...(sub && { sub_technique: { uid: id } }) };
  });

/** The call, and what was taken into custody. */
function evidencesOf({ evidence, login, loginRun }: Incident) {
  const all = [
    ...(evidence ? [{ ...evidenceOf(evidence), ...(login && targetOf(login)) }] : []),
    ...(loginRun?.custody?.items ?? []).map(({ id, kind, sha256, size, from, where }) => ({
      uid: id,
      name: `Evidence in custody: ${kind}`,
      data: { kind, sha256, size, from, where },
    })),
  ];
  return all.length > 0 ? { evidences: all } : {};
}

/** On which machine. */
function targetOf({ target, port }: Login) {
  const machine =
    target.kind === 'instance'
      ? { instance_uid: target.instanceId }
      : target.kind === 'address'
        ? { ip: target.privateIp }
        : { name: target.sessionId };
  return { dst_endpoint: { ...machine, ...(port !== undefined && { port }) } };
}

function evidenceOf({ eventId, eventSource, eventName, actor, sourceIp, invokedBy }: Evidence) {
  const ip = asIp(sourceIp);
  return {
    ...(eventId && { uid: eventId }),
    api: { operation: eventName, service: { name: eventSource } },
    actor: {
      user: {
        ...{ uid: actor.principal, type_id: 99, type: actor.type },
        ...(actor.accountId && { account: { uid: actor.accountId } }),
        ...(actor.accessKeyId && { programmatic_credentials: [{ uid: actor.accessKeyId }] }),
      },
      ...(invokedBy && { app_name: invokedBy }),
    },
    // Where AWS itself calls, the record has a service's name in place of the address.
    ...(sourceIp && { src_endpoint: ip ? { ip } : { svc_name: sourceIp } }),
  };
}

function remediationOf(incident: Incident): string {
  const guide = guideIncident(incident);
  return guide
    ? `${guide.isItPlanned} ${guide.ifItContinues}`
    : (incident.guidance ?? []).join('\n') || 'Look at the incident in Trailwarden.';
}
