import { expect, test } from '@jest/globals';
import { permissionOfCall } from '../../services/cli/docs/pages/permission-of-call';
import { boundaryOf } from '../../shared/domain/warden-arn';
import { allTechniques } from '../../shared/tampering/catalogue';
import { guides } from '../../shared/tampering/guidance/catalogue';
import { guideIncident } from '../../shared/tampering/guidance/guide-incident';
import { anIncident } from '../builders/an-incident';
import { guidedIncidents } from './every-line';
import { clientsByName } from './sdk-call';

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

type Aimed = Pick<Parameters<typeof guideIncident>[0], 'techniques' | 'subjectKey' | 'subjectId'>;

/** The text of the policy that the guidance of an incident has someone make; none where no policy binds. */
const policyText = (incident: Aimed): string | undefined =>
  guideIncident(anIncident(incident))
    ?.commands.flatMap(({ command }) => / trailwarden-hold .*--content '(.+)'$/.exec(command)?.[1])
    .find((text) => text !== undefined);

const statementsOf = (incident: Aimed): readonly Statement[] | undefined => {
  const text = policyText(incident);
  return text === undefined ? undefined : JSON.parse(text).Statement;
};

/** The call of the SDK whose record has this name, where it is another. */
const CALLS: Readonly<Record<string, string>> = {
  's3:DeleteAccountPublicAccessBlock': 's3control:DeletePublicAccessBlock',
  's3:DeleteBucketPublicAccessBlock': 's3:DeletePublicAccessBlock',
  's3:PutAccountPublicAccessBlock': 's3control:PutPublicAccessBlock',
  's3:PutBucketLifecycle': 's3:PutBucketLifecycleConfiguration',
  's3:PutBucketNotification': 's3:PutBucketNotificationConfiguration',
  's3:PutBucketObjectLockConfiguration': 's3:PutObjectLockConfiguration',
  's3:PutBucketPublicAccessBlock': 's3:PutPublicAccessBlock',
};

/** KMS deletes a key itself when its time has come. */
const NOT_CALLED = 'kms:DeleteKey';

/** A call on the boundary of a role names the policy. */
const targetOf = (action: string, subjectId: string): string =>
  /^iam:\w+Policy(Version)?$/.test(action) && !/Role/.test(action)
    ? (boundaryOf(subjectId) ?? subjectId)
    : subjectId;

const matches = (pattern: string, arn: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(arn);

/** By the subject's service: a call of IAM is none on a queue. */
const isOn = (action: string, subjectId: string): boolean =>
  subjectId.split(':')[2] === action.split(':')[0];

const held = guidedIncidents().filter(
  ({ subjectKey, techniques: [id] }) =>
    allTechniques.some((one) => one.id === id) &&
    guides[subjectKey.split('#')[0] as keyof typeof guides].held !== undefined,
);

test('the policy of every kind in a member denies each call of each of its techniques', () => {
  const asked: string[] = [];
  for (const incident of held) {
    const [id] = incident.techniques;
    const technique = allTechniques.find((one) => one.id === id);
    const { subjectId } = incident;
    const statements = statementsOf(incident) ?? [];
    const actions = Object.entries(technique?.events ?? {})
      .flatMap(([source, names]) => names.map((name) => `${source.split('.')[0]}:${name}`))
      .filter((call) => call !== NOT_CALLED && isOn(call, subjectId))
      .map((call) => permissionOfCall(CALLS[call] ?? call));
    const open = actions.filter(
      (action) =>
        !statements.some(
          ({ Action, Resource }) =>
            Action.includes(action) &&
            Resource.some((pattern) => matches(pattern, targetOf(action, subjectId))),
        ),
    );
    expect([id, subjectId, ...open]).toEqual([id, subjectId]);
    asked.push(...actions);
  }
  expect(new Set(asked).size).toBeGreaterThan(50);
});

test('only where no policy binds is there none: the management account', () => {
  const without = Object.entries(guides).flatMap(([kind, { held }]) => (held ? [] : kind));
  expect(without).toEqual(['membership', 'guard-rail', 'delivery', 'channel']);
});

test('a role of a trail that does not bear our name is held as well', () => {
  const subjectId = 'arn:aws:iam::111122223333:role/CloudTrail_CloudWatchLogs';
  const aimed = { techniques: ['strip-role'], subjectKey: `warden#${subjectId}`, subjectId };
  expect(statementsOf(aimed)?.[0]?.Resource).toContain(subjectId);
});

test('each denied action is one that IAM knows', () => {
  const known = new Set(
    Object.entries(clientsByName).flatMap(([name, client]) =>
      Object.keys(client)
        .filter((one) => one.endsWith('Command'))
        .map((one) =>
          permissionOfCall(`${name === 's3api' ? 's3' : name}:${one.replace(/Command$/, '')}`),
        ),
    ),
  );
  const ours = ['s3:DeleteObjectVersion']; // a permission of DeleteObject
  const actions = new Set(
    held.flatMap((incident) => statementsOf(incident) ?? []).flatMap(({ Action }) => Action),
  );
  expect([...actions].filter((one) => !known.has(one) && !ours.includes(one))).toEqual([]);
});

test('the policy fits in an SCP, however long the names are', () => {
  const name = 'n'.repeat(512);
  const longest: Readonly<Record<string, string>> = {
    'log-group': `arn:aws:logs:ap-southeast-3:111122223333:log-group:${name}`,
    topic: `arn:aws:sns:ap-southeast-3:111122223333:${name.slice(0, 256)}`,
    warden: `arn:aws:iam::111122223333:role/${name}/${name.slice(0, 64)}`,
    'log-bucket': `arn:aws:s3:::${name.slice(0, 63)}`,
  };
  for (const incident of held) {
    const kind = incident.subjectKey.split('#')[0] ?? '';
    for (const subjectId of [incident.subjectId, longest[kind] ?? incident.subjectId]) {
      // [D] organizations/latest/userguide/orgs_reference_limits
      expect(policyText({ ...incident, subjectId })?.length).toBeLessThanOrEqual(5_120);
    }
  }
});
